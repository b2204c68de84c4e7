import { parseDurationMs } from '@octavo/orchestrators/model';
import { CliError } from '../cli-error';

const DATE = /^\d{4}-\d\d-\d\d$/;
const DATE_TIME = /^\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)$/;

/**
 * Reads the point in time of an option: RFC 3339, a day (its beginning in UTC), or how long ago (`2h`).
 *
 * @throws CliError USAGE_INVALID
 */
export function readPointInTime(option: string, text: string): Date {
  const agoMs = parseDurationMs(text);
  const isTime = DATE.test(text) || DATE_TIME.test(text);
  const time = new Date(agoMs === undefined ? (isTime ? Date.parse(text) : Number.NaN) : Date.now() - agoMs);
  if (!Number.isNaN(time.getTime())) return time;
  const expected = 'a time such as 2026-01-31T08:00:00Z or 2026-01-31, or how long ago, such as 2h or 7d';
  throw new CliError('USAGE_INVALID', `${option} takes ${expected}, not "${text}".`);
}
