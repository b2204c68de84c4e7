import type { OutputKeys } from '@octavo/orchestrators/definitions';
import { errorKeys } from '../tree/error-keys';
import { asMap } from '../written-value';

/** The keys of a value, and of the values under them; undefined where they are not known. */
export type KeyShape = OutputKeys;

/** A shape with these keys, about whose values nothing is known. */
function keys(...names: readonly string[]): KeyShape {
  return Object.fromEntries(names.map((name) => [name, undefined]));
}

/** What a task is to expressions. Source: definition-language, table of names. */
export const taskStateKeys: KeyShape = {
  ...keys('status', 'output', 'startedAt', 'endedAt', 'attempt', 'visit', 'handled'),
  error: errorKeys,
};

/** What the run is to expressions. */
export const runKeys: KeyShape = keys('id', 'workflowId', 'definition', 'version', 'startedAt', 'parent');

const OPEN_KEYWORDS = [
  '$ref',
  '$dynamicRef',
  'allOf',
  'anyOf',
  'oneOf',
  'if',
  'patternProperties',
  'not',
  'dependentSchemas',
];

/** The keys that a JSON Schema allows, where it is closed. */
export function keysOfInput(schema: unknown): KeyShape | undefined {
  const map = asMap(schema);
  if (
    map === undefined ||
    map['additionalProperties'] !== false ||
    OPEN_KEYWORDS.some((word) => Object.hasOwn(map, word))
  )
    return undefined;
  const properties = asMap(map['properties']) ?? {};
  return Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, keysOfInput(value)]));
}
