import type { JsonObject } from '../model/json';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** What a log line carries beside its message and the ids of the run. */
export interface LogContext {
  /** Path of the task that writes the line. */
  readonly task: string;
  /** The error code where the line tells of a failure: such lines are counted when they repeat. */
  readonly code?: string;
  /** Data of the user's. Default: none. */
  readonly fields?: JsonObject;
}

/** The worker's log; silent on replay. */
export interface RunLog {
  write(level: LogLevel, message: string, context: LogContext): void;
}
