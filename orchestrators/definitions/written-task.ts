/**
 * Reads a list of a task before defaults: returns its elements with their indices, and none if it is not a list.
 * Elements that are not objects are omitted.
 */
export function eachOf<Element extends object>(
  list: readonly Element[] | undefined,
): readonly (readonly [Element, number])[] {
  if (!Array.isArray(list)) return [];
  const elements: readonly Element[] = list;
  return elements.map((element, index) => [element, index] as const).filter(([element]) => isObject(element));
}

/** A list of a task before defaults, with all its elements; empty if it is not a list. */
export function listOf<Element>(list: readonly Element[] | undefined): readonly Element[] {
  const elements: readonly Element[] = Array.isArray(list) ? list : [];
  return elements;
}

/** The entries of a map of a task before defaults; none if it is not a map. */
export function entriesOf<Value>(
  map: Readonly<Record<string, Value>> | undefined,
): readonly (readonly [string, Value])[] {
  return isObject(map) ? Object.entries(map) : [];
}

/** True for a map with this field. */
export function hasField(value: unknown, field: string): boolean {
  return isObject(value) && Object.hasOwn(value, field);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
