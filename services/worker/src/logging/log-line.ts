import type { JsonObject } from '@octavo/orchestrators';
import type * as library from 'pino';
import type { pino } from 'pino';

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

/** True if `level` is `least` or more important. */
export function isAtLeast(level: LogLevelName, least: LogLevelName): boolean {
  return logLevels.indexOf(level) >= logLevels.indexOf(least);
}

/** True for a warning or an error. */
export function isImportant({ level }: Pick<LogLine, 'level'>): boolean {
  return isAtLeast(level, 'warn');
}

/** A destination for text. */
export interface LogDestination {
  write(text: string): unknown;
  readonly isTTY?: boolean;
}

/** Writes each line as one JSON object: `level`, `time` (RFC 3339), the attributes, `msg`. */
export function jsonLines(destination: LogDestination): (line: LogLine) => void {
  let logger: pino.Logger | undefined;
  return ({ level, timeMs, message, attributes }) => {
    logger ??= createPino(destination);
    logger[level]({ time: new Date(timeMs).toISOString(), ...attributes }, message);
  };
}

// Loading it takes some hundredths of a second, so it is loaded only for JSON lines.
const load = () => require('pino') as typeof library;

function createPino(destination: LogDestination): pino.Logger {
  return load().pino(
    { level: 'trace', base: null, timestamp: false, formatters: { level: (label) => ({ level: label }) } },
    { write: (text) => void destination.write(text) },
  );
}
