import { type Json, type JsonObject, TaskFailure } from '@octavo/orchestrators';
import {
  addExactly,
  type AggregateTask,
  canonicalJson,
  isJsonList,
  isJsonObject,
} from '@octavo/orchestrators/language';
import type { AggregateItem } from './aggregate-items';

type OperationName = Exclude<AggregateTask['operations'][string], string>['op'];

/** One operation over its items. Throws `TaskFailure`. */
export function operate(op: OperationName, items: readonly AggregateItem[]): Json {
  const values = items.map(({ value }) => value);
  switch (op) {
    case 'sum':
      return sumOf(op, values);
    case 'count':
      return values.length;
    case 'avg':
      return averageOf(op, values);
    case 'min':
      return best(op, values, (a, b) => a < b);
    case 'max':
      return best(op, values, (a, b) => a > b);
    case 'collect':
      return values;
    case 'concat':
      return values.flatMap((value) => listOf(value));
    case 'merge':
      return Object.fromEntries(values.flatMap((value) => Object.entries(mapOf(value))));
    case 'distinct':
      return distinct(values);
    case 'groupBy':
      return groupBy(items);
    case 'first':
    case 'last':
      return values.at(op === 'first' ? 0 : -1) ?? null;
  }
}

function sumOf(op: string, values: readonly Json[]): number {
  return values.reduce<number>((sum, value) => addExactly(sum, numberOf(op, value)) ?? tooLarge(op), 0);
}

function tooLarge(op: string): never {
  throw new TaskFailure('EXPRESSION_FAILED', `${op} comes to a whole number beyond 2^53`);
}

function averageOf(op: string, values: readonly Json[]): number | null {
  return values.length === 0 ? null : sumOf(op, values) / values.length;
}

function best(
  op: string,
  values: readonly Json[],
  isBetter: (a: number | string, b: number | string) => boolean,
): Json {
  const [first, ...rest] = values.map((value) => comparableOf(op, value));
  if (first === undefined) return null;
  return rest.reduce((found, value) => {
    if (typeof value !== typeof found) throw unexpected(op, 'values of one kind', value);
    return isBetter(value, found) ? value : found;
  }, first);
}

function distinct(values: readonly Json[]): Json {
  const known = new Map<string, Json>();
  for (const value of values) {
    const key = canonicalJson(value);
    if (!known.has(key)) known.set(key, value);
  }
  return [...known.values()];
}

function groupBy(items: readonly AggregateItem[]): Json {
  const groups = new Map<string, Json[]>();
  for (const { item, value } of items) {
    const key = keyOf(value);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  return Object.fromEntries(groups);
}

function numberOf(op: string, value: Json): number {
  if (typeof value === 'number') return value;
  throw unexpected(op, 'numbers', value);
}

function comparableOf(op: string, value: Json): number | string {
  if (typeof value === 'number' || typeof value === 'string') return value;
  throw unexpected(op, 'numbers or texts', value);
}

function listOf(value: Json): readonly Json[] {
  if (isJsonList(value)) return value;
  throw unexpected('concat', 'lists', value);
}

function mapOf(value: Json): JsonObject {
  if (isJsonObject(value)) return value;
  throw unexpected('merge', 'maps', value);
}

function keyOf(value: Json): string {
  if (!isJsonList(value) && !isJsonObject(value)) return String(value);
  throw unexpected('groupBy', 'keys of text, number, boolean or null', value);
}

function unexpected(op: string, expected: string, value: Json): TaskFailure {
  const found = JSON.stringify(value).slice(0, 80);
  return new TaskFailure('EXPRESSION_FAILED', `${op} takes ${expected}, but one value is ${found}`);
}
