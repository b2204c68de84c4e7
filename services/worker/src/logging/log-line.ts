import type { JsonObject } from '@octavo/orchestrators';

/** From the least to the most important. */
export const logLevels = ['trace', 'debug', 'info', 'warn', 'error'] as const;

export type LogLevelName = (typeof logLevels)[number];

/** One line of a worker's log: masked, bounded, and JSON only. */
export interface LogLine {
  readonly level: LogLevelName;
  /** Milliseconds since the epoch. */
  readonly timeMs: number;
  readonly message: string;
  /** Ids of the run, `definition`, `task`, `action`, `attempt`, `code`, `error` …; data of users is in `fields`. */
  readonly attributes: JsonObject;
}

/** True where `level` is as important as `least`, or more. */
export function isAtLeast(level: LogLevelName, least: LogLevelName): boolean {
  return logLevels.indexOf(level) >= logLevels.indexOf(least);
}

/** True for a warning or an error. */
export function isImportant({ level }: Pick<LogLine, 'level'>): boolean {
  return isAtLeast(level, 'warn');
}
