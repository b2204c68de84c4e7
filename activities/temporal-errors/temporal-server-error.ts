import { readTemporalError, type ServerName, type TemporalCallFailure } from './read-temporal-error';

/** A failed call to a Temporal server, when a worker started or while it ran. */
export class TemporalServerError extends Error {
  override readonly name = 'TemporalServerError';
  /** From the error catalogues: PERMISSION_DENIED, SERVER_UNREACHABLE, … */
  readonly code: TemporalCallFailure['code'];

  constructor({ code, message }: TemporalCallFailure, cause: unknown) {
    super(message, { cause });
    this.code = code;
  }

  /** Converts an error of Temporal's libraries for a failed call; returns any other error unchanged. */
  static from(error: unknown, server: ServerName): unknown {
    const failure = readTemporalError(error, server);
    return failure === undefined ? error : new TemporalServerError(failure, error);
  }
}
