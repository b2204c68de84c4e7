/** The UTF-8 of a text; a lone surrogate becomes U+FFFD. (TextEncoder may not exist in the sandbox.) */
export function encodeUtf8(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 3);
  let length = 0;
  for (const character of makeWellFormed(text)) {
    length = writeCodePoint(character.codePointAt(0) ?? 0, bytes, length);
  }
  return bytes.subarray(0, length);
}

/** Replaces lone surrogates, which Unicode encodings cannot represent. */
export function makeWellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\ufffd');
}

function writeCodePoint(code: number, bytes: Uint8Array, at: number): number {
  if (code < 0x80) {
    bytes[at] = code;
    return at + 1;
  }
  const count = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
  bytes[at] = ((0xff00 >> (count + 1)) & 0xff) | (code >> (6 * count));
  for (let rest = count - 1; rest >= 0; rest -= 1) {
    bytes[at + count - rest] = 0x80 | ((code >> (6 * rest)) & 0x3f);
  }
  return at + count + 1;
}
