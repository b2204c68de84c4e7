import { byteLength } from './size';
import type { TaskError } from './task-error';

/** Errors are part of states, results and failures, so each part of an error is bounded. */
const maxMessageCharacters = 16 * 1024;
const maxDetailsBytes = 128 * 1024;

/** `error` with a long message cut, and details over 128 KiB replaced by `{ omitted: true, sizeBytes }`. */
export function withinErrorSize(error: TaskError): TaskError {
  const sizeBytes = error.details === null ? 0 : byteLength(error.details);
  if (sizeBytes <= maxDetailsBytes && error.message.length <= maxMessageCharacters) return error;
  const details = sizeBytes <= maxDetailsBytes ? error.details : { omitted: true, sizeBytes };
  return { ...error, details, message: error.message.slice(0, maxMessageCharacters) };
}
