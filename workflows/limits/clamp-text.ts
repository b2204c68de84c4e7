/** The beginning of `text` that takes at most `maxBytes` in UTF-8; a character is never cut in two. */
export function clampUtf8(text: string, maxBytes: number): string {
  if (text.length * 3 <= maxBytes) return text;
  let sizeBytes = 0;
  let clamped = '';
  for (const character of text) {
    sizeBytes += bytesOf(character.codePointAt(0) ?? 0);
    if (sizeBytes > maxBytes) return clamped;
    clamped += character;
  }
  return clamped;
}

function bytesOf(codePoint: number): number {
  if (codePoint < 0x80) return 1;
  if (codePoint < 0x800) return 2;
  return codePoint < 0x10000 ? 3 : 4;
}
