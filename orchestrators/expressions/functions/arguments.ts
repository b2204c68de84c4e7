import { isWholeNumber, MAX_WHOLE } from '../../model/exact-number';
import { fail } from '../expression-error';
import type { Meter } from '../meter';
import { isList, isMap, Timestamp, typeName, type Value, type ValueList, type ValueMap } from '../value';

/** The text of an argument; a time is its text. */
export function wantText(value: Value | undefined): string {
  if (typeof value === 'string') return value;
  return value instanceof Timestamp ? value.toText() : failWanted('text', value);
}

/** The text of an argument whose whole length is read, and charged. */
export function chargedText(value: Value, meter: Meter): string {
  const text = wantText(value);
  meter.chargeText(text.length);
  return text;
}

export function wantNumber(value: Value | undefined): number {
  return typeof value === 'number' ? value : failWanted('a number', value);
}

/** A whole number within bounds. */
export function wantWhole(value: Value | undefined, least = -MAX_WHOLE, most = MAX_WHOLE): number {
  const number = wantNumber(value);
  if (!isWholeNumber(number)) return fail('a whole number is wanted: use int(…)');
  if (number < least || number > most) return fail(`a whole number from ${least} to ${most} is wanted`);
  return number;
}

export function wantList(value: Value | undefined): ValueList {
  return isList(value) ? value : failWanted('a list', value);
}

export function wantMap(value: Value | undefined): ValueMap {
  return isMap(value) ? value : failWanted('a map', value);
}

/** Refuses `__proto__`, the one key that a plain object cannot have as data. */
export function checkKey(key: string): string {
  return key === '__proto__' ? fail('"__proto__" cannot be the key of a map') : key;
}

function failWanted(wanted: string, value: Value | undefined): never {
  return fail(`${wanted} is wanted, not ${value === undefined ? 'nothing' : typeName(value)}`);
}
