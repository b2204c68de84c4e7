import type { Json } from './json';

/** The largest value that Octavo takes: Temporal's limit for one payload, in bytes. */
export const maxValueBytes = 2 * 1024 * 1024;

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
