import { isList, isMap, ownValue, typeName, type Value } from '../value';
import { fail } from '../expression-error';
import type { Meter } from '../evaluation';
import { checkKey, type FunctionTable, unary, variadic, wantList, wantMap, wantText } from './function-spec';

/** Functions on maps; keys keep the map's order. */
export const mapFunctions: FunctionTable = {
  keys: unary(
    { signature: 'keys(map)', meaning: 'The keys, in the order of the map.', examples: ['keys({"b": 1, "a": 2})'] },
    (map, meter) => entriesOf(map, meter).map(([key]) => key),
  ),
  values: unary(
    {
      signature: 'values(map)',
      meaning: 'The values, in the order of the map.',
      examples: ['values({"b": 1, "a": 2})'],
    },
    (map, meter) => entriesOf(map, meter).map(([, value]) => value),
  ),
  entries: unary(
    {
      signature: 'entries(map)',
      meaning: 'A list of `{ key, value }`, in the order of the map.',
      examples: ['entries({"a": 1})'],
    },
    (map, meter) => entriesOf(map, meter).map(([key, value]) => ({ key, value })),
  ),
  fromEntries: unary(
    {
      signature: 'fromEntries(list of { key, value } or [key, value])',
      meaning: 'The map of these entries. Of two with one key the last counts.',
      examples: [
        'fromEntries([{"key": "a", "value": 1}, ["b", 2]])',
        'fromEntries([["a", 1], ["a", 2]])',
        'fromEntries([1])',
      ],
    },
    fromEntries,
  ),
  merge: variadic(
    {
      signature: 'merge(map, …) or merge(list of maps)',
      meaning: 'One map of several; of two values for one key the last counts. Maps inside of them are not merged.',
      examples: ['merge({"a": 1, "b": 1}, {"b": 2})', 'merge([{"a": {"x": 1}}, {"a": {"y": 2}}])'],
    },
    [1, Number.MAX_SAFE_INTEGER],
    merge,
  ),
};

function entriesOf(value: Value, meter: Meter): readonly (readonly [string, Value])[] {
  const entries = Object.entries(wantMap(value));
  meter.charge(entries.length);
  return entries;
}

function fromEntries(list: Value, meter: Meter): Value {
  const entries = wantList(list);
  meter.charge(entries.length);
  const map: Record<string, Value> = {};
  for (const entry of entries) {
    const [key, value] = readEntry(entry);
    map[checkKey(wantText(key))] = value;
  }
  return map;
}

function readEntry(entry: Value): readonly [Value, Value] {
  const pair = isMap(entry) ? [ownValue(entry, 'key'), ownValue(entry, 'value')] : entry;
  const [key, value] = Array.isArray(pair) && pair.length === 2 ? pair : [];
  if (key !== undefined && value !== undefined) return [key, value];
  return fail(`an entry is { key, value } or [key, value], not another ${typeName(entry)}`);
}

function merge(args: readonly Value[], meter: Meter): Value {
  const [first] = args;
  const maps = args.length === 1 && isList(first) ? first : args;
  const merged: Record<string, Value> = {};
  meter.charge(maps.length);
  for (const map of maps) copyInto(merged, map, meter);
  return merged;
}

function copyInto(target: Record<string, Value>, map: Value, meter: Meter): void {
  for (const [key, value] of entriesOf(map, meter)) target[checkKey(key)] = value;
}
