import { durationMsOf, epochMsOf } from '../equality';
import { fail } from '../expression-error';
import { keepInRange, parseZoneMs } from '../time';
import { Duration, typeName, type Value } from '../value';
import { argumentAt, type FunctionSpec, type FunctionTable, variadic, wantText } from './function-spec';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

const ZONES = 'In UTC, or in a zone that is an offset such as `+02:00`.';
const TIME = 'timestamp("2026-01-31T12:30:45.678Z")';

/** CEL's parts of a time, in UTC or a fixed offset; months, days of month, week and year count from 0, `getDate` from 1. */
export const timeFunctions: FunctionTable = {
  getFullYear: ofDate({ name: 'getFullYear', meaning: 'The year.' }, (date) => date.getUTCFullYear()),
  getMonth: ofDate({ name: 'getMonth', meaning: 'The month, 0 for January.' }, (date) => date.getUTCMonth()),
  getDate: ofDate({ name: 'getDate', meaning: 'The day of the month, from 1.' }, (date) => date.getUTCDate()),
  getDayOfMonth: ofDate(
    { name: 'getDayOfMonth', meaning: 'The day of the month, from 0.' },
    (date) => date.getUTCDate() - 1,
  ),
  getDayOfWeek: ofDate({ name: 'getDayOfWeek', meaning: 'The day of the week, 0 for Sunday.' }, (date) =>
    date.getUTCDay(),
  ),
  getDayOfYear: ofDate({ name: 'getDayOfYear', meaning: 'The day of the year, from 0.' }, dayOfYear),
  getHours: ofTime({ name: 'getHours', unit: 'hours', unitMs: HOUR_MS }, (date) => date.getUTCHours()),
  getMinutes: ofTime({ name: 'getMinutes', unit: 'minutes', unitMs: MINUTE_MS }, (date) => date.getUTCMinutes()),
  getSeconds: ofTime({ name: 'getSeconds', unit: 'seconds', unitMs: SECOND_MS }, (date) => date.getUTCSeconds()),
  getMilliseconds: ofTime({ name: 'getMilliseconds', unit: 'milliseconds', unitMs: 1 }, (date) =>
    date.getUTCMilliseconds(),
  ),
};

function ofDate({ name, meaning }: { name: string; meaning: string }, read: (date: Date) => number): FunctionSpec {
  const doc = {
    signature: `${name}(time, zone?)`,
    meaning: `${meaning} ${ZONES}`,
    examples: [`${TIME}.${name}()`, `${TIME}.${name}("+14:00")`],
  } as const;
  return variadic(doc, [1, 2], (args) => read(dateIn(argumentAt(args, 0), args[1])));
}

/** A part of a time, or the whole length of a duration in that unit. */
function ofTime(
  { name, unit, unitMs }: { name: string; unit: string; unitMs: number },
  read: (date: Date) => number,
): FunctionSpec {
  const ofDuration = unitMs === 1 ? 'the milliseconds beside the whole seconds' : `the length in whole ${unit}`;
  const doc = {
    signature: `${name}(time or duration, zone?)`,
    meaning: `The ${unit} of a time; of a duration, ${ofDuration}. ${ZONES}`,
    examples: [`${TIME}.${name}()`, `${TIME}.${name}("+05:30")`, `duration("90m1500ms").${name}()`],
  } as const;
  return variadic(doc, [1, 2], (args) => {
    const value = argumentAt(args, 0);
    const zone = args[1];
    const isDuration = value instanceof Duration || (typeof value === 'string' && epochMsOf(value) === undefined);
    const durationMs = isDuration && zone === undefined ? durationMsOf(value) : undefined;
    if (durationMs === undefined) return read(dateIn(value, zone));
    return Math.trunc(unitMs === 1 ? durationMs % SECOND_MS : durationMs / unitMs) + 0;
  });
}

function dateIn(time: Value, zone: Value | undefined): Date {
  const epochMs = epochMsOf(time);
  if (epochMs === undefined) return fail(`a timestamp is wanted, not this ${typeName(time)}`);
  const offsetMs = zone === undefined ? 0 : readZone(wantText(zone));
  return new Date(keepInRange(epochMs + offsetMs) ?? epochMs);
}

/** Named zones would make a run depend on the time zone data of the machine that replays it. */
function readZone(zone: string): number {
  return parseZoneMs(zone) ?? fail('a zone is "UTC" or an offset such as "+02:00": named zones are not deterministic');
}

function dayOfYear(date: Date): number {
  const midnight = new Date(date);
  const newYear = new Date(date);
  midnight.setUTCHours(0, 0, 0, 0);
  newYear.setUTCMonth(0, 1);
  newYear.setUTCHours(0, 0, 0, 0);
  return Math.round((midnight.getTime() - newYear.getTime()) / DAY_MS);
}
