import type { Json } from './json';
import { TaskFailure } from './task-error';

/** The largest value that Octavo takes: Temporal's limit for one payload, in bytes. */
export const maxValueBytes = 2 * 1024 * 1024;

/**
 * The largest heartbeat details that an action may record, in bytes. They are sent with the request for the next attempt,
 * and have to fit there beside the largest input.
 */
export const maxHeartbeatBytes = 48 * 1024;

/** What goes along with a value in its payload: ids, times, the lists of a result. */
const envelopeBytes = 32 * 1024;

/** The size of `value` in bytes. Throws PAYLOAD_TOO_LARGE where no payload could take it. */
export function checkedSize(what: string, value: Json): number {
  const sizeBytes = byteLength(value);
  if (sizeBytes <= maxValueBytes - envelopeBytes) return sizeBytes;
  throw new TaskFailure(
    'PAYLOAD_TOO_LARGE',
    `${what} has ${sizeBytes} bytes, a value may have ${maxValueBytes - envelopeBytes}`,
  );
}

/** Bytes of `value` as JSON in UTF-8. */
export function byteLength(value: Json): number {
  const text = JSON.stringify(value);
  return isPlain(text) ? text.length : utf8Length(text);
}

function isPlain(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) if (text.charCodeAt(index) > 0x7f) return false;
  return true;
}

function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
