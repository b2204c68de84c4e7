import type { FieldPath, OutputKeys, ProblemReport } from '../contracts/task-type-definition';

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

/** Reports a map that has none or several of `fields`. Other values are left to the schema. */
export function checkExactlyOne(map: unknown, at: FieldPath, fields: readonly string[], report: ProblemReport): void {
  if (typeof map !== 'object' || map === null) return;
  const given = fields.filter((field) => hasField(map, field));
  if (given.length === 1) return;
  const [second] = given.slice(1);
  report({
    at: second === undefined ? at : [...at, second],
    code: 'EXACTLY_ONE_OF',
    message: `exactly one of ${nameAll(fields)} is needed, ${given.length === 0 ? 'none is' : `${nameAll(given)} are`} there`,
    expected: `one of ${fields.join(', ')}`,
  });
}

function nameAll(fields: readonly string[]): string {
  return fields.map((field) => `\`${field}\``).join(', ');
}

/** Represents every index of a list. */
export const EACH = '[]';

/** The keys of a list of such values. */
export function listOfKeys(keys: OutputKeys | undefined): OutputKeys {
  return { [EACH]: keys };
}

/**
 * The keys of a value that can have one of several forms: the union of their keys; undefined if those of one are not
 * known.
 */
export function anyOfKeys(all: readonly (OutputKeys | undefined)[]): OutputKeys | undefined {
  const [first, ...rest] = all;
  return rest.reduce(
    (keys, more) => (keys === undefined || more === undefined ? undefined : mergeKeys(keys, more)),
    first,
  );
}

function mergeKeys(left: OutputKeys, right: OutputKeys): OutputKeys {
  const both = Object.keys(left).filter((key) => Object.hasOwn(right, key));
  return {
    ...left,
    ...right,
    ...Object.fromEntries(both.map((key) => [key, anyOfKeys([left[key], right[key]])] as const)),
  };
}
