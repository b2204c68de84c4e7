import type { Json } from '@octavo/orchestrators';

/** Text with a maximum number of characters. */
export function boundedText(text: string, maxCharacters: number): string {
  return text.length <= maxCharacters ? text : `${text.slice(0, maxCharacters - 1).toWellFormed()}…`;
}

/** A value with a maximum number of bytes as JSON; of a larger value, the beginning of its text. */
export function boundedJson(value: Json, maxBytes: number): Json {
  let text = JSON.stringify(value);
  if (Buffer.byteLength(text) <= maxBytes) return value;
  for (text = text.slice(0, maxBytes); ; text = text.slice(0, Math.floor(text.length * 0.8))) {
    const cut = { truncated: true, text: text.toWellFormed() };
    if (text === '' || Buffer.byteLength(JSON.stringify(cut)) <= maxBytes) return cut;
  }
}
