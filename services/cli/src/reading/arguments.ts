import { parseDurationMs } from '@octavo/orchestrators/model';
import { CliError } from '../cli-error';

/**
 * Returns the name as it is.
 *
 * @param what - the option or argument
 * @throws CliError USAGE_INVALID if it is empty, mostly because a shell variable is not set
 */
export function requireName(what: string, name: string): string {
  if (name.trim() !== '') return name;
  throw new CliError('USAGE_INVALID', `${what} is empty; give a name, or check the variable that it comes from.`);
}

/**
 * Reads the whole number of an option.
 *
 * @throws CliError USAGE_INVALID
 */
export function readWholeNumber(option: string, text: string, [least, most]: readonly [number, number]): number {
  const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
  if (number >= least && number <= most) return number;
  throw new CliError('USAGE_INVALID', `${option} takes a whole number from ${least} to ${most}, not "${text}".`);
}

const DATE = /^\d{4}-\d\d-\d\d$/;
const DATE_TIME = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/;

/** The server stores times as nanoseconds since 1970 in 64 bits. */
const [EARLIEST_MS, LATEST_MS] = [0, Date.UTC(2262, 0)];

/**
 * Reads the point in time of an option: RFC 3339, a day (its beginning in UTC), or how long ago (`2h`).
 *
 * @throws CliError USAGE_INVALID
 */
export function readPointInTime(option: string, text: string): Date {
  const agoMs = parseDurationMs(text);
  const timeMs = agoMs === undefined ? parseTimeMs(text) : Date.now() - agoMs;
  if (timeMs >= EARLIEST_MS && timeMs < LATEST_MS) return new Date(timeMs);
  const expected = Number.isNaN(timeMs)
    ? 'a time such as 2026-01-31T08:00:00Z or 2026-01-31, or how long ago, such as 2h or 7d'
    : 'a time between 1970 and 2261';
  throw new CliError('USAGE_INVALID', `${option} takes ${expected}, not "${text}".`);
}

/** NaN if it is not a valid time. Checked strictly, because `Date.parse` reads 30 February as 2 March. */
function parseTimeMs(text: string): number {
  if (!DATE.test(text) && !DATE_TIME.test(text)) return Number.NaN;
  const day = text.slice(0, 'YYYY-MM-DD'.length);
  const dayMs = Date.parse(day);
  const isDay = !Number.isNaN(dayMs) && new Date(dayMs).toISOString().startsWith(day);
  return isDay ? Date.parse(text) : Number.NaN;
}

/**
 * Reads the duration of an option, in milliseconds.
 *
 * @throws CliError USAGE_INVALID
 */
export function readDuration(option: string, text: string): number {
  const durationMs = parseDurationMs(text);
  if (durationMs !== undefined && durationMs > 0) return durationMs;
  throw new CliError('USAGE_INVALID', `${option} takes a duration, e.g. 90s, 12h or 7d, not "${text}".`);
}
