import { isJsonObject, type Json, type JsonObject } from '../../model/json';
import { TaskFailure } from '../../model/task-error';

/** `input` as a map, with no other fields than `known` if that is set. Throws INPUT_INVALID. */
export function mapInput(action: string, input: Json, known?: readonly string[]): JsonObject {
  if (!isJsonObject(input)) throw invalidInput(action, 'with', 'a map', input);
  const unknown = known === undefined ? undefined : Object.keys(input).find((field) => !known.includes(field));
  if (unknown === undefined) return input;
  throw new TaskFailure('INPUT_INVALID', `with of ${action} has a field "${unknown}"; known are ${known?.join(', ')}`);
}

/** A field that must be text if it is set. Throws INPUT_INVALID. */
export function textField(action: string, input: JsonObject, field: string): string | undefined {
  const value = input[field];
  if (value === undefined || typeof value === 'string') return value;
  throw invalidInput(action, `with.${field}`, 'text', value);
}

/** INPUT_INVALID: `field` has the wrong type. */
export function invalidInput(action: string, field: string, expected: string, found: Json): TaskFailure {
  const text = JSON.stringify(found).slice(0, 80);
  return new TaskFailure('INPUT_INVALID', `${field} of ${action} must be ${expected}, but is ${text}`);
}
