import { byteLength } from './size';
import type { TaskError } from './task-error';

/** An error travels in states, results and failures: each part of it is bounded. */
const maxMessageCharacters = 16 * 1024;
const maxDetailsBytes = 128 * 1024;

/** `error` with a long message cut, and details over 128 KiB replaced by `{ omitted: true, sizeBytes }`. */
export function withinErrorSize(error: TaskError): TaskError {
  const sizeBytes = error.details === null ? 0 : byteLength(error.details);
  if (sizeBytes <= maxDetailsBytes && error.message.length <= maxMessageCharacters) return error;
  const details = sizeBytes <= maxDetailsBytes ? error.details : { omitted: true, sizeBytes };
  return { ...error, details, message: error.message.slice(0, maxMessageCharacters) };
}
