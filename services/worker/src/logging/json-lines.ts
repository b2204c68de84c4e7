import type { pino } from 'pino';
import type * as library from 'pino';
import type { LogLine } from './log-line';

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
