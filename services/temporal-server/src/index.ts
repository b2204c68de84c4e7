export { findFreePort } from './free-port';
export { type GuardedProcess, type GuardedProcessOptions, startGuardedProcess } from './guarded-process';
export { type LocateOptions, locateTemporal } from './locate-temporal';
export { type SearchAttributeType, type TemporalServerOptions } from './server-arguments';
export { startTemporalServer, type TemporalServer } from './start-temporal-server';
export { TemporalUnavailableError } from './temporal-unavailable-error';
