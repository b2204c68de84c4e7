import { isJsonObject, type Json, type JsonObject } from '../../model/json';
import { TaskFailure } from '../../model/task-error';

/** `input` as a map. Throws INPUT_INVALID. */
export function mapInput(action: string, input: Json): JsonObject {
  if (isJsonObject(input)) return input;
  throw invalidInput(action, 'with', 'a map', input);
}

/** A field that must be text where it is given. Throws INPUT_INVALID. */
export function textField(action: string, input: JsonObject, field: string): string | undefined {
  const value = input[field];
  if (value === undefined || typeof value === 'string') return value;
  throw invalidInput(action, `with.${field}`, 'text', value);
}

export function invalidInput(action: string, field: string, expected: string, found: Json): TaskFailure {
  return new TaskFailure('INPUT_INVALID', `${field} of ${action} must be ${expected}, but is ${JSON.stringify(found).slice(0, 80)}`);
}
