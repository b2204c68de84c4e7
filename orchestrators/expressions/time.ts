import { parseDurationMs } from '../model/duration';

const RFC_3339 = /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(?:\.(\d{1,9}))?(?:[Zz]|([+-])(\d\d):(\d\d))$/;
const OFFSET = /^([+-]?)(\d\d):(\d\d)$/;
const MINUTE_MS = 60_000;

/** The first and the last millisecond of CEL's years, 0001 to 9999. */
const FIRST_MS = -62_135_596_800_000;
const LAST_MS = 253_402_300_799_999;

/** Parses RFC 3339 text to milliseconds since 1970 (finer digits are dropped); undefined if it is invalid. */
export function parseTimestampMs(text: string): number | undefined {
  const match = RFC_3339.exec(text);
  if (match === null) return undefined;
  const [year, month, day, hour, minute, second] = match.slice(1, 7).map(Number) as Fields;
  const offsetMs = offsetOf(match[8], Number(match[9] ?? 0), Number(match[10] ?? 0));
  if (!isDate(year, month, day) || hour > 23 || minute > 59 || second > 59 || offsetMs === undefined) return undefined;
  const fractionMs = Number((match[7] ?? '').slice(0, 3).padEnd(3, '0'));
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return keepInRange(date.setUTCHours(hour, minute, second, fractionMs) - offsetMs);
}

/** Formats RFC 3339 text in UTC, with milliseconds only if there are any. */
export function formatTimestamp(epochMs: number): string {
  return new Date(epochMs).toISOString().replace('.000Z', 'Z');
}

/** Returns a time in the years 0001 to 9999, else undefined. */
export function keepInRange(epochMs: number): number | undefined {
  return epochMs >= FIRST_MS && epochMs <= LAST_MS ? epochMs : undefined;
}

/** Parses a time zone, `UTC` or a fixed offset such as `+02:00`, to milliseconds; undefined for any other. */
export function parseZoneMs(text: string): number | undefined {
  if (text === 'UTC' || text === 'Z' || text === 'GMT') return 0;
  const match = OFFSET.exec(text);
  if (match === null) return undefined;
  return offsetOf(match[1], Number(match[2]), Number(match[3]));
}

/** Parses a duration of this language with a sign, `-1h30m`, to milliseconds. */
export function parseSignedDurationMs(text: string): number | undefined {
  if (text === '0') return 0;
  const unsigned = parseDurationMs(text.replace(/^[+-]/, ''));
  return text.startsWith('-') && unsigned !== undefined ? 0 - unsigned : unsigned;
}

type Fields = [number, number, number, number, number, number];

function isDate(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = month === 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
  return day <= days;
}

function offsetOf(sign: string | undefined, hours: number, minutes: number): number | undefined {
  if (hours > 23 || minutes > 59) return undefined;
  return (sign === '-' ? -1 : 1) * (hours * 60 + minutes) * MINUTE_MS;
}
