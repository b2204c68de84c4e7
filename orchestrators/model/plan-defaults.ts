import { isSameJson } from './canonical-json';
import { isJsonObject, type Json, type JsonObject } from './json';
import type { Plan, TaskNode } from './plan';

/** `over` on top of `base`; where both have a map in a field, that is merged field by field too. */
export function mergeFields(base: JsonObject, over: JsonObject): JsonObject {
  const merged = Object.entries(over).map(([field, value]) => [field, mergeValue(own(base, field), value)]);
  return { ...base, ...(Object.fromEntries(merged) as JsonObject) };
}

/** What has to be said of `over` where `base` is known: `mergeFields` gives the same with it. */
export function differingFields(base: JsonObject, over: JsonObject): JsonObject {
  const differing = Object.entries(over)
    .map(([field, value]) => [field, differingValue(own(base, field), value)] as const)
    .filter(([field, value]) => !isSameJson(mergeValue(own(base, field), value), own(base, field)));
  return Object.fromEntries(differing);
}

/** A task of a plan with what it leaves out. */
export function withDefaults(task: TaskNode, { defaults }: Pick<Plan, 'defaults'>): TaskNode {
  const known = { ...defaults['task'], ...defaults[task.type] };
  return mergeFields(known, task as unknown as JsonObject) as unknown as TaskNode;
}

function mergeValue(base: Json | undefined, value: Json): Json {
  return isJsonObject(base) && isJsonObject(value) ? { ...base, ...value } : value;
}

function differingValue(base: Json | undefined, value: Json): Json {
  if (!isJsonObject(base) || !isJsonObject(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([name, entry]) => !isSameJson(entry, own(base, name))));
}

function own(map: JsonObject, field: string): Json | undefined {
  return Object.hasOwn(map, field) ? map[field] : undefined;
}
