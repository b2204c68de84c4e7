import { formatTimestamp } from './time';

/** What JSON does not have. Each of them becomes JSON (or an error) when it leaves the expression. */
export abstract class Special {}

/** A point in time, to the millisecond; leaves as RFC 3339 text in UTC. */
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

/** A length of time in milliseconds, maybe negative; leaves as seconds, `5400s`, as CEL writes it. */
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

/** A value that may be missing: what `.?` and `[?]` give. */
export class Optional extends Special {
  readonly value: Value | undefined;

  constructor(value: Value | undefined) {
    super();
    this.value = value;
  }
}

/** The optional without a value. */
export const NONE = new Optional(undefined);

/** A map of values by text. */
export interface ValueMap {
  readonly [key: string]: Value;
}

/** A list of values. */
export type ValueList = readonly Value[];

/** What an expression computes with: JSON, and what is {@link Special}. */
export type Value = null | boolean | number | string | ValueList | ValueMap | Timestamp | Duration | Optional;

export function isList(value: Value | undefined): value is ValueList {
  return Array.isArray(value);
}

export function isMap(value: Value | undefined): value is ValueMap {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Special);
}

/** The name of a value's type, as messages and `type()` say it. */
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
