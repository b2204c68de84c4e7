import { messageOf, nameOf, propertyOf, toLoggable, toLogText } from '@octavo/activities';
import { isJsonObject, type Json, type JsonObject } from '@octavo/orchestrators';
import { boundedJson, boundedText } from './bounded';

const MAX_TEXT_CHARACTERS = 8 * 1024;
const MAX_DETAILS_BYTES = 2 * 1024;

/** Names that say nothing beside the code. */
const PLAIN = new Set(['Error', 'ApplicationFailure']);

/**
 * An error as `{ name, message, details, stack, cause }`, not yet masked and not yet bounded. The stack is there only for
 * `hasStack`: of an error with a code of its own it shows nothing but the engine.
 */
export function describeError(error: unknown, hasStack: boolean): JsonObject {
  if (!(error instanceof Error)) {
    const value = toLoggable(error);
    return isJsonObject(value) && typeof value['message'] === 'string' ? value : { message: toLogText(value) };
  }
  const [name, stack, cause] = [nameOf(error), propertyOf(error, 'stack'), propertyOf(error, 'cause')];
  const details = detailsOf(error);
  return {
    ...(name === undefined || PLAIN.has(name) ? {} : { name }),
    message: messageOf(error),
    ...(details === null ? {} : { details }),
    ...(cause instanceof Error ? { cause: messageOf(cause) } : {}),
    ...(hasStack && typeof stack === 'string' ? { stack } : {}),
  };
}

/** The same within the bounds of a log line. Mask before: half a secret would no longer be found. */
export function boundError(error: JsonObject): JsonObject {
  const bounded = Object.entries(error).map(([key, value]): readonly [string, Json] => {
    if (typeof value === 'string') return [key, boundedText(value, MAX_TEXT_CHARACTERS)];
    return [key, boundedJson(value ?? null, MAX_DETAILS_BYTES)];
  });
  return Object.fromEntries(bounded);
}

/** The failure of an action has its own details inside those of the attempt. */
function detailsOf(error: Error): Json {
  const details = propertyOf(error, 'details');
  if (!Array.isArray(details) || details.length === 0) return null;
  const [first] = details as readonly unknown[];
  const value = toLoggable(first);
  return isJsonObject(value) && Object.hasOwn(value, 'endedAt') ? (value['details'] ?? null) : value;
}
