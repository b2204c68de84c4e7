import { fail } from '../expression-error';
import type { Meter } from '../meter';
import { isList, isMap, typeName, type Value, type ValueMap } from '../value';
import { checkKey, wantList, wantMap, wantText } from './arguments';
import { type FunctionTable, unary, variadic } from './function-spec';

/** Functions over maps; keys come in the map's own order. */
export const mapFunctions: FunctionTable = {
  keys: unary('keys(map)', (map, meter) => keysOf(map, meter)),
  values: unary('values(map)', (map, meter) => keysOf(map, meter).map((key) => wantMap(map)[key] ?? null)),
  entries: unary('entries(map)', (map, meter) =>
    keysOf(map, meter).map((key) => ({ key, value: wantMap(map)[key] ?? null })),
  ),
  fromEntries: unary('fromEntries(list of { key, value } or [key, value])', fromEntries),
  merge: variadic('merge(map, …) or merge(list of maps)', [1, Number.MAX_SAFE_INTEGER], merge),
};

function keysOf(value: Value, meter: Meter): string[] {
  const keys = Object.keys(wantMap(value));
  meter.charge(keys.length);
  return keys;
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
  if (isList(entry) && entry.length === 2) return [entry[0] ?? null, entry[1] ?? null];
  if (isMap(entry) && Object.hasOwn(entry, 'key') && Object.hasOwn(entry, 'value')) {
    return [entry['key'] ?? null, entry['value'] ?? null];
  }
  return fail(`an entry is { key, value } or [key, value], not another ${typeName(entry)}`);
}

function merge(args: readonly Value[], meter: Meter): Value {
  const [first] = args;
  const maps = args.length === 1 && isList(first) ? first : args;
  const merged: Record<string, Value> = {};
  meter.charge(maps.length);
  for (const map of maps) copyInto(merged, wantMap(map), meter);
  return merged;
}

function copyInto(target: Record<string, Value>, map: ValueMap, meter: Meter): void {
  for (const key of keysOf(map, meter)) target[checkKey(key)] = map[key] ?? null;
}
