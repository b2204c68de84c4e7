import { formatTimestamp } from './time';

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
