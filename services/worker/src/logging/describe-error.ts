import { messageOf, nameOf, propertyOf, toLoggable, toLogText } from '@octavo/activities';
import { isJsonObject, type Json, type JsonObject } from '@octavo/orchestrators';
import { boundedJson, boundedText } from './bounded';

const MAX_TEXT_CHARACTERS = 8 * 1024;
const MAX_DETAILS_BYTES = 2 * 1024;

/** Error names that add nothing to the code. */
const PLAIN = new Set(['Error', 'ApplicationFailure']);

/**
 * An error as `{ name, message, details, stack, cause }`, before masking and truncation. The stack is included only
 * with `hasStack`: the stack of an error with a code shows only the engine.
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

/** The same within the limits of a log line. Mask first: a truncated secret would not be found. */
export function boundError(error: JsonObject): JsonObject {
  const bounded = Object.entries(error).map(([key, value]): readonly [string, Json] => {
    if (typeof value === 'string') return [key, boundedText(value, MAX_TEXT_CHARACTERS)];
    return [key, boundedJson(value ?? null, MAX_DETAILS_BYTES)];
  });
  return Object.fromEntries(bounded);
}

/** The failure of an action has its own details inside the details of the attempt. */
function detailsOf(error: Error): Json {
  const details = propertyOf(error, 'details');
  if (!Array.isArray(details) || details.length === 0) return null;
  const [first] = details as readonly unknown[];
  const value = toLoggable(first);
  return isJsonObject(value) && Object.hasOwn(value, 'endedAt') ? (value['details'] ?? null) : value;
}
