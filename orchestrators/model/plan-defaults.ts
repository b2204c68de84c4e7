import { isSameJson } from './canonical-json';
import { isJsonObject, type Json, type JsonObject } from './json';
import type { Plan, TaskNode } from './plan';

/** `over` merged into `base`, field by field if both have a map in a field. */
export function mergeFields<Fields extends object>(base: JsonObject, over: Fields): Fields {
  const merged = Object.entries(over as JsonObject).map(([field, value]) => [
    field,
    mergeValue(own(base, field), value),
  ]);
  return { ...base, ...Object.fromEntries(merged) } as Fields;
}

/** The part of `over` that is needed if `base` is known: `mergeFields` restores the rest. */
export function differingFields<Fields extends object>(base: JsonObject, over: Fields): Fields {
  const differing = Object.entries(over as JsonObject).map(([field, value]) => [
    field,
    difference(own(base, field), value),
  ]);
  return Object.fromEntries(differing.filter(([, value]) => value !== undefined)) as Fields;
}

/** A task of a plan with its omitted fields filled in from the defaults. */
export function withDefaults(task: TaskNode, { defaults }: Pick<Plan, 'defaults'>): TaskNode {
  return mergeFields({ ...defaults['task'], ...defaults[task.type] }, task);
}

function mergeValue(base: Json | undefined, value: Json): Json {
  return isJsonObject(base) && isJsonObject(value) ? { ...base, ...value } : value;
}

/** Undefined if there is none. */
function difference(base: Json | undefined, value: Json): Json | undefined {
  if (!isJsonObject(base) || !isJsonObject(value)) return isSameJson(value, base) ? undefined : value;
  const differing = Object.entries(value).filter(([name, entry]) => !isSameJson(entry, own(base, name)));
  return differing.length === 0 ? undefined : Object.fromEntries(differing);
}

function own(map: JsonObject, field: string): Json | undefined {
  return Object.hasOwn(map, field) ? map[field] : undefined;
}
