export { readTemporalError, type ServerName, type TemporalCallFailure } from './read-temporal-error';
export { temporalErrorCatalogue, type TemporalErrorCode } from './temporal-error-catalogue';
export { TemporalServerError } from './temporal-server-error';
