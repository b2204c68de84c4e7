import type { JsonObject } from '../model/json';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** The fields of a log line besides its message and the ids of the run. */
export interface LogContext {
  /** Path of the task that writes the line. */
  readonly task: string;
  /** The error code, if the line reports a failure: repeated lines of this kind are counted. */
  readonly code?: string;
  /** The user's data. Default: none. */
  readonly fields?: JsonObject;
}

/** The worker's log; silent on replay. */
export interface RunLog {
  write(level: LogLevel, message: string, context: LogContext): void;
}
