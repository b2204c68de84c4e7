import type { Json } from '@octavo/orchestrators';

const LONGEST = 1_024;

/** A value as evidence carries it: itself up to about 1 KiB of JSON, else the beginning of its JSON as text. */
export function cutValue(value: Json): Json {
  const text = JSON.stringify(value);
  if (text.length <= LONGEST) return value;
  return `${text.slice(0, LONGEST).toWellFormed()}… (${text.length} characters)`;
}
