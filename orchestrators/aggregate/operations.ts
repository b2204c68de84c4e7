import { addExactly, canonicalJson, isJsonList, isJsonObject, type Json, type JsonObject } from '../model/json';
import { TaskFailure } from '../model/task-error';
import type { TakenItem } from './aggregate-items';
import type { AggregateTask } from './definition';

export type OperationName = Exclude<AggregateTask['operations'][string], string>['op'];

type Operation = (items: readonly TakenItem[]) => Json;

/** The operations of `aggregate`, by name. Each is pure; empty: sum and count 0, lists `[]`, maps `{}`, else null. */
export const operations: Readonly<Record<OperationName, Operation>> = {
  sum: (items) => sumOf('sum', items),
  count: (items) => items.length,
  avg: (items) => (items.length === 0 ? null : sumOf('avg', items) / items.length),
  min: (items) => extreme('min', items, (a, b) => a < b),
  max: (items) => extreme('max', items, (a, b) => a > b),
  collect: (items) => items.map(({ value }) => value),
  concat: (items) => items.flatMap(({ value }) => asList(value)),
  merge: (items) => Object.fromEntries(items.flatMap(({ value }) => Object.entries(asMap(value)))),
  distinct,
  groupBy,
  first: (items) => items[0]?.value ?? null,
  last: (items) => items.at(-1)?.value ?? null,
};

function sumOf(op: string, items: readonly TakenItem[]): number {
  return items.reduce((sum, { value }) => addExactly(sum, asNumber(op, value)) ?? tooLarge(op), 0);
}

function tooLarge(op: string): never {
  throw new TaskFailure('EXPRESSION_FAILED', `${op} comes to a whole number beyond 2^53`);
}

type Comparable = number | string;

function extreme(op: string, items: readonly TakenItem[], isBetter: (a: Comparable, b: Comparable) => boolean): Json {
  const [first, ...rest] = items.map(({ value }) => asComparable(op, value));
  if (first === undefined) return null;
  return rest.reduce((best, value) => {
    if (typeof value !== typeof best) throw unexpected(op, 'values of one kind', value);
    return isBetter(value, best) ? value : best;
  }, first);
}

// The first of equal values keeps its position.
function distinct(items: readonly TakenItem[]): Json {
  const values = new Map<string, Json>();
  for (const { value } of items) {
    const key = canonicalJson(value);
    if (!values.has(key)) values.set(key, value);
  }
  return [...values.values()];
}

function groupBy(items: readonly TakenItem[]): Json {
  const groups = new Map<string, Json[]>();
  for (const { item, value } of items) {
    const key = asKey(value);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return Object.fromEntries(groups);
}

function asNumber(op: string, value: Json): number {
  if (typeof value === 'number') return value;
  throw unexpected(op, 'numbers', value);
}

function asComparable(op: string, value: Json): Comparable {
  if (typeof value === 'number' || typeof value === 'string') return value;
  throw unexpected(op, 'numbers or texts', value);
}

function asList(value: Json): readonly Json[] {
  if (isJsonList(value)) return value;
  throw unexpected('concat', 'lists', value);
}

function asMap(value: Json): JsonObject {
  if (isJsonObject(value)) return value;
  throw unexpected('merge', 'maps', value);
}

function asKey(value: Json): string {
  if (!isJsonList(value) && !isJsonObject(value)) return String(value);
  throw unexpected('groupBy', 'keys of text, number, boolean or null', value);
}

function unexpected(op: string, expected: string, value: Json): TaskFailure {
  const found = JSON.stringify(value).slice(0, 80);
  return new TaskFailure('EXPRESSION_FAILED', `${op} takes ${expected}, but one value is ${found}`);
}
