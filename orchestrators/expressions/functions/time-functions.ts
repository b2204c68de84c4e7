import { durationMsOf, epochMsOf } from '../equality';
import { fail } from '../expression-error';
import { keepInRange, parseZoneMs } from '../time';
import { Duration, typeName, type Value } from '../value';
import { wantText } from './arguments';
import { argumentAt, type FunctionSpec, type FunctionTable, variadic } from './function-spec';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** CEL's parts of a time, in UTC or a fixed offset; months, days of month, week and year count from 0, `getDate` from 1. */
export const timeFunctions: FunctionTable = {
  getFullYear: ofDate('getFullYear', (date) => date.getUTCFullYear()),
  getMonth: ofDate('getMonth', (date) => date.getUTCMonth()),
  getDate: ofDate('getDate', (date) => date.getUTCDate()),
  getDayOfMonth: ofDate('getDayOfMonth', (date) => date.getUTCDate() - 1),
  getDayOfWeek: ofDate('getDayOfWeek', (date) => date.getUTCDay()),
  getDayOfYear: ofDate('getDayOfYear', dayOfYear),
  getHours: ofTime('getHours', (date) => date.getUTCHours(), HOUR_MS),
  getMinutes: ofTime('getMinutes', (date) => date.getUTCMinutes(), MINUTE_MS),
  getSeconds: ofTime('getSeconds', (date) => date.getUTCSeconds(), SECOND_MS),
  getMilliseconds: ofTime('getMilliseconds', (date) => date.getUTCMilliseconds(), 1),
};

function ofDate(name: string, read: (date: Date) => number): FunctionSpec {
  return variadic(`${name}(time, zone?)`, [1, 2], (args) => read(dateIn(argumentAt(args, 0), args[1])));
}

/** A part of a time, or the whole length of a duration in that unit. */
function ofTime(name: string, read: (date: Date) => number, unitMs: number): FunctionSpec {
  return variadic(`${name}(time or duration, zone?)`, [1, 2], (args) => {
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
