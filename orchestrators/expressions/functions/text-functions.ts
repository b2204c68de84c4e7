import { fail } from '../expression-error';
import type { Meter } from '../evaluation';
import { matchPattern } from '../pattern';
import { isList, isMap, typeName, type Value } from '../value';
import { binary, chargedText, type FunctionTable, unary, wantText } from './function-spec';

const BLANK = /\p{White_Space}/u;

/** Functions over text, with `size`. Lengths and positions count code points. */
export const textFunctions: FunctionTable = {
  size: unary(
    {
      signature: 'size(x)',
      meaning: 'The number of characters of a text, of elements of a list, or of keys of a map.',
      examples: ['size("héllo")', '[1, 2].size()', 'size({"a": 1})', 'size(5)'],
    },
    sizeOf,
  ),
  contains: binary(
    {
      signature: 'contains(text, part)',
      meaning: 'Whether the part stands anywhere in the text.',
      examples: ['"hello".contains("ell")', '"hello".contains("Ell")'],
    },
    (text, part, meter) => chargedText(text, meter).includes(wantText(part)),
  ),
  startsWith: binary(
    {
      signature: 'startsWith(text, prefix)',
      meaning: 'Whether the text begins with the prefix.',
      examples: ['"order-7".startsWith("order-")'],
    },
    (text, prefix, meter) => chargedText(text, meter).startsWith(wantText(prefix)),
  ),
  endsWith: binary(
    {
      signature: 'endsWith(text, suffix)',
      meaning: 'Whether the text ends with the suffix.',
      examples: ['"report.pdf".endsWith(".pdf")'],
    },
    (text, suffix, meter) => chargedText(text, meter).endsWith(wantText(suffix)),
  ),
  matches: binary(
    {
      signature: 'matches(text, pattern)',
      meaning:
        'Whether the pattern matches anywhere in the text; `^` and `$` make it the whole text. Patterns are of [RE2](https://github.com/google/re2/wiki/Syntax): without look-around and back references.',
      examples: ['"AB-12".matches("^[A-Z]{2}-[0-9]+$")', '"AB-12".matches(r\'\\d\')', '"a".matches("(")'],
    },
    (text, pattern, meter) => matchPattern(wantText(text), wantText(pattern), meter),
  ),
  lowerAscii: unary(
    {
      signature: 'lowerAscii(text)',
      meaning: 'The text with A to Z made lower-case; other letters stay as they are.',
      examples: ['"HÉLLO".lowerAscii()'],
    },
    (text, meter) => mapAscii(text, meter, /[A-Z]+/g, (part) => part.toLowerCase()),
  ),
  upperAscii: unary(
    {
      signature: 'upperAscii(text)',
      meaning: 'The text with a to z made upper-case; other letters stay as they are.',
      examples: ['"héllo".upperAscii()'],
    },
    (text, meter) => mapAscii(text, meter, /[a-z]+/g, (part) => part.toUpperCase()),
  ),
  trim: unary(
    {
      signature: 'trim(text)',
      meaning: 'The text without white space at its beginning and end.',
      examples: ['"  a b ".trim()'],
    },
    (text, meter) => trimBlanks(chargedText(text, meter)),
  ),
};

function sizeOf(value: Value, meter: Meter): number {
  if (isList(value)) return value.length;
  if (isMap(value)) {
    const { length } = Object.keys(value);
    meter.chargeItems(length);
    return length;
  }
  if (typeof value !== 'string') return fail(`text, a list or a map has a size, not ${typeName(value)}`);
  meter.chargeText(value.length);
  return countCodePoints(value);
}

function countCodePoints(text: string): number {
  let count = text.length;
  for (let at = 0; at < text.length - 1; at += 1) {
    const isPair = isBetween(text.charCodeAt(at), 0xd800, 0xdbff) && isBetween(text.charCodeAt(at + 1), 0xdc00, 0xdfff);
    if (isPair) count -= 1;
  }
  return count;
}

function isBetween(unit: number, first: number, last: number): boolean {
  return unit >= first && unit <= last;
}

function mapAscii(value: Value, meter: Meter, pattern: RegExp, change: (part: string) => string): string {
  const text = chargedText(value, meter);
  meter.chargeText(text.length);
  return text.replace(pattern, change);
}

/** Trims Unicode white space, which is not exactly what JavaScript's `trim` removes. */
function trimBlanks(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && BLANK.test(text.charAt(start))) start += 1;
  while (end > start && BLANK.test(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}
