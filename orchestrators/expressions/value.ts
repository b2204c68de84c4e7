import type { Site } from './expression-error';
import { hintNearest } from './nearest';
import { formatTimestamp } from './time';
import { Namespace } from './variables';

/** Values that JSON does not have. They become JSON (or an error) when they leave the expression. */
export abstract class Special {}

/** A point in time, to the millisecond; becomes RFC 3339 text in UTC. */
export class Timestamp extends Special {
  readonly epochMs: number;

  constructor(epochMs: number) {
    super();
    this.epochMs = epochMs;
  }

  toText(): string {
    return formatTimestamp(this.epochMs);
  }
}

/** A duration in milliseconds, which may be negative; becomes seconds, `5400s`, as in CEL. */
export class Duration extends Special {
  readonly durationMs: number;

  constructor(durationMs: number) {
    super();
    this.durationMs = durationMs;
  }

  toText(): string {
    return `${this.durationMs / 1000}s`;
  }
}

/** A value that may be missing: the result of `.?` and `[?]`. */
export class Optional extends Special {
  readonly value: Value | undefined;

  constructor(value: Value | undefined) {
    super();
    this.value = value;
  }
}

/** The optional without a value. */
export const NONE = new Optional(undefined);

/** A map from text to values. */
export interface ValueMap {
  readonly [key: string]: Value;
}

/** A list of values. */
export type ValueList = readonly Value[];

/** A value of an expression: JSON, or {@link Special}. */
export type Value = null | boolean | number | string | ValueList | ValueMap | Timestamp | Duration | Optional;

export function isList(value: Value | undefined): value is ValueList {
  return Array.isArray(value);
}

export function isMap(value: Value | undefined): value is ValueMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Special);
}

/** The name of a value's type in messages and in `type()`. */
export function typeName(value: Value): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return 'string';
  if (typeof value === 'boolean') return 'bool';
  if (typeof value === 'number') return 'number';
  if (isList(value)) return 'list';
  if (value instanceof Timestamp) return 'timestamp';
  if (value instanceof Duration) return 'duration';
  return value instanceof Optional ? 'optional' : 'map';
}

/** The operand left of a dot: a value, or a root that is resolved lazily. */
export type Accessible = Value | Namespace;

/** The value of a key or index; fails if there is none. The result of an optional is an optional. */
export function readKey(object: Accessible, key: Value, site: Site): Accessible {
  if (!(object instanceof Namespace)) return readValueKey(object, key, site);
  const value = typeof key === 'string' ? object.get(key) : undefined;
  return value === undefined ? explainMissingKey(object, key, site) : value;
}

/** {@link readKey} for a value that is not a namespace. */
export function readValueKey(object: Value, key: Value, site: Site): Value {
  if (object instanceof Optional) return readOptionalKey(object, key);
  const value = findValueKey(object, key);
  return value === undefined ? explainMissing(object, key, site) : value;
}

/** The value of a key or index as an optional; none where the object is null, missing, or has no such key. */
export function readOptionalKey(object: Accessible, key: Value): Optional {
  const inner = object instanceof Optional ? object.value : object;
  const value = inner === undefined ? undefined : findKey(inner, key);
  if (value === undefined || value instanceof Namespace) return NONE;
  return value instanceof Optional ? value : new Optional(value);
}

/** Whether `has(object.key)` holds: an own property, null being a value like any other. */
export function hasKey(object: Accessible, key: Value): boolean {
  const inner = object instanceof Optional ? object.value : object;
  return inner !== undefined && findKey(inner, key) !== undefined;
}

/** An own property of a map by its exact name, or undefined. */
export function ownValue(map: ValueMap, key: string): Value | undefined {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}

function findKey(object: Accessible, key: Value): Accessible | undefined {
  if (object instanceof Namespace) return typeof key === 'string' ? object.get(key) : undefined;
  return findValueKey(object, key);
}

function findValueKey(object: Value, key: Value): Value | undefined {
  if (isList(object)) return isIndex(key) ? object[key] : undefined;
  return isMap(object) && typeof key === 'string' ? ownValue(object, key) : undefined;
}

function isIndex(key: Value): key is number {
  return typeof key === 'number' && Number.isInteger(key) && key >= 0;
}

function explainMissing(object: Value, key: Value, site: Site): never {
  if (isMap(object)) return explainMissingKey(object, key, site);
  const sizeHint = () => (key === 'length' ? '; size(…) gives the length' : '');
  if (!isList(object))
    return site.fail(`cannot read ${describeKey(key)} of ${typeName(object)}: it has no keys`, sizeHint);
  if (typeof key !== 'number') return site.fail(`a list is read by a whole number, not by ${typeName(key)}`, sizeHint);
  if (!Number.isInteger(key)) return site.fail('the index of a list must be a whole number: use int(…)');
  return site.fail(`no index ${key}: the list has ${object.length} elements, counted from 0`);
}

function explainMissingKey(object: ValueMap | Namespace, key: Value, site: Site): never {
  if (typeof key !== 'string') return site.fail(`a map is read by text, not by ${typeName(key)}`);
  const missing = object instanceof Namespace ? object.explainMissing(key) : undefined;
  if (missing !== undefined) return site.fail(missing.message, () => `; ${missing.advice}`);
  return site.fail(`no key ${describeKey(key)}`, () => {
    const keys = object instanceof Namespace ? object.keys() : Object.keys(object);
    return `${hintNearest(key, keys)}; has(…) asks, and .?name.orValue(…) gives a default`;
  });
}

function describeKey(key: Value): string {
  if (typeof key === 'string') return JSON.stringify(key.length > 64 ? `${key.slice(0, 64)}…` : key);
  return typeof key === 'number' ? `[${key}]` : typeName(key);
}
