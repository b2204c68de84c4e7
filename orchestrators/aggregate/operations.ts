import { canonicalJson } from '../model/canonical-json';
import { isJsonObject, type Json } from '../model/json';
import { TaskFailure } from '../model/task-error';
import type { TakenItem } from './aggregate-items';
import type { AggregateTask } from './definition';

export type OperationName = Exclude<AggregateTask['operations'][string], string>['op'];

type Operation = (items: readonly TakenItem[]) => Json;

/** The operations of `aggregate`, by name. Each is pure; empty: sum and count 0, lists `[]`, maps `{}`, else null. */
export const operations: Readonly<Record<OperationName, Operation>> = {
  sum: (items) => total(items),
  count: (items) => items.length,
  avg: (items) => (items.length === 0 ? null : total(items) / items.length),
  min: (items) => extreme(items, 'min', (a, b) => a < b),
  max: (items) => extreme(items, 'max', (a, b) => a > b),
  collect: (items) => items.map(({ value }) => value),
  concat: (items) => items.flatMap(({ value }) => (Array.isArray(value) ? value : [unexpected('concat', 'lists', value)])),
  merge: (items) => Object.fromEntries(items.flatMap(({ value }) => (isJsonObject(value) ? Object.entries(value) : [unexpected('merge', 'maps', value)]))),
  distinct: (items) => [...new Map(items.map(({ value }) => [canonicalJson(value), value])).values()],
  groupBy,
  first: (items) => items[0]?.value ?? null,
  last: (items) => items.at(-1)?.value ?? null,
};

function total(items: readonly TakenItem[]): number {
  return items.reduce((sum, { value }) => sum + (typeof value === 'number' ? value : unexpected('sum and avg', 'numbers', value)), 0);
}

function extreme(items: readonly TakenItem[], op: string, isBetter: (a: number | string, b: number | string) => boolean): Json {
  const [first, ...rest] = items.map(({ value }) => comparable(op, value));
  if (first === undefined) return null;
  return rest.reduce((best, value) => {
    if (typeof value !== typeof best) unexpected(op, 'values of one kind', value);
    return isBetter(value, best) ? value : best;
  }, first);
}

function comparable(op: string, value: Json): number | string {
  return typeof value === 'number' || typeof value === 'string' ? value : unexpected(op, 'numbers or texts', value);
}

function groupBy(items: readonly TakenItem[]): Json {
  const groups = new Map<string, Json[]>();
  for (const { item, value } of items) {
    const key = value === null || typeof value === 'object' ? unexpected('groupBy', 'keys of text, number or boolean', value) : String(value);
    const group = groups.get(key) ?? [];
    group.push(item);
    groups.set(key, group);
  }
  return Object.fromEntries(groups);
}

function unexpected(op: string, expected: string, value: Json): never {
  throw new TaskFailure('EXPRESSION_FAILED', `${op} takes ${expected}, but one value is ${JSON.stringify(value).slice(0, 80)}`);
}
