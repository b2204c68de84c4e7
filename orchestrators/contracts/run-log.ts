import type { JsonObject } from '../model/json';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** Where the action `log` writes to; silent on replay. */
export interface RunLog {
  write(level: LogLevel, message: string, fields: JsonObject): void;
}
