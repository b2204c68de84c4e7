import { type Json, type Plan, TaskFailure } from '@octavo/orchestrators';
import { isJsonList, isJsonObject } from '@octavo/orchestrators/language';

/** Fields of the language that are newer than the old engine; so is `mode: batch`. */
const NEWER_FIELDS = ['compensate', 'intervene', 'source', 'reduce', 'batchSize'];
/** Fields that contain the author's data, where these words have no meaning. */
const DATA_FIELDS = [
  'with',
  'input',
  'vars',
  'output',
  'outputs',
  'payload',
  'schema',
  'labels',
  'items',
  'operations',
  'from',
];

/** Throws NOT_SUPPORTED_YET for a plan with a feature that the old engine does not have, so that it is not ignored. */
export function checkSupport({ tasks, onError = [] }: Plan): void {
  const found = newerField([...tasks, ...onError] as unknown as Json);
  if (found === undefined) return;
  throw new TaskFailure(
    'NOT_SUPPORTED_YET',
    `the old engine does not have \`${found}\`; run this definition on the new one`,
  );
}

function newerField(value: Json): string | undefined {
  if (isJsonList(value)) return firstOf(value);
  if (!isJsonObject(value)) return undefined;
  if (value['mode'] === 'batch') return 'mode: batch';
  const own = NEWER_FIELDS.find((field) => value[field] !== undefined);
  return (
    own ?? firstOf(Object.entries(value).flatMap(([field, inner]) => (DATA_FIELDS.includes(field) ? [] : [inner])))
  );
}

function firstOf(values: readonly Json[]): string | undefined {
  for (const value of values) {
    const found = newerField(value);
    if (found !== undefined) return found;
  }
  return undefined;
}
