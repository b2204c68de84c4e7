import type { Json } from './json';
import { TaskFailure } from './task-error';

/** The maximum size of a value in bytes: Temporal's limit for one payload. */
export const maxValueBytes = 2 * 1024 * 1024;

/**
 * The maximum size of the heartbeat details of an action, in bytes. The request for the next attempt contains them
 * beside the largest possible input.
 */
export const maxHeartbeatBytes = 48 * 1024;

/** Space for the other parts of a payload: ids, times, the lists of a result. */
const envelopeBytes = 32 * 1024;

/** The size of `value` in bytes. Throws PAYLOAD_TOO_LARGE if it does not fit into a payload. */
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
