import { fail } from '../expression-error';
import type { Meter } from '../meter';
import { matchPattern } from '../pattern';
import { toText } from '../text';
import { isList, isMap, typeName, type Value } from '../value';
import { wantList, wantText, wantWhole } from './arguments';
import { cut, cutAround } from './cut-text';
import { argumentAt, binary, type FunctionTable, unary, variadic } from './function-spec';

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
  replace: variadic(
    {
      signature: 'replace(text, part, by, limit?)',
      meaning: 'The text with every occurrence of the part replaced, or with the first ones up to the limit.',
      examples: ['"a-b-c".replace("-", "+")', '"a-b-c".replace("-", "+", 1)'],
    },
    [3, 4],
    replace,
  ),
  split: variadic(
    {
      signature: 'split(text, separator, limit?)',
      meaning:
        'The parts of the text between the separators. The limit is the most parts; an empty separator gives the characters.',
      examples: ['"a,b,c".split(",")', '"a,b,c".split(",", 2)', '"héy".split("")'],
    },
    [2, 3],
    split,
  ),
  join: variadic(
    {
      signature: 'join(list, separator?)',
      meaning:
        'One text of the elements, with the separator between them. Elements that are not text are written as in a template.',
      examples: ['["a", "b"].join("-")', '[1, true, null].join(" ")'],
    },
    [1, 2],
    join,
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

function chargedText(value: Value, meter: Meter): string {
  const text = wantText(value);
  meter.chargeText(text.length);
  return text;
}

function mapAscii(value: Value, meter: Meter, pattern: RegExp, change: (part: string) => string): string {
  const text = chargedText(value, meter);
  meter.chargeText(text.length);
  return text.replace(pattern, change);
}

/** Cuts what Unicode calls white space, which is not quite what JavaScript's own trim cuts. */
function trimBlanks(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && BLANK.test(text.charAt(start))) start += 1;
  while (end > start && BLANK.test(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}

function replace(args: readonly Value[], meter: Meter): string {
  const cutAll = wantText(args[1]) === '' ? cutAround : cut;
  const parts = cutAll(chargedText(argumentAt(args, 0), meter), wantText(args[1]), readLimit(args[3], 1), meter);
  const by = wantText(args[2]);
  meter.chargeText(by.length * (parts.length - 1));
  return parts.join(by);
}

function split(args: readonly Value[], meter: Meter): Value {
  const limit = readLimit(args[2], 0);
  return limit < 0 ? [] : cut(chargedText(argumentAt(args, 0), meter), wantText(args[1]), limit, meter);
}

/** How many cuts a limit allows: that of `split` counts parts, that of `replace` counts replacements. */
function readLimit(limit: Value | undefined, cutsAtOne: number): number {
  const count = limit === undefined ? -1 : wantWhole(limit);
  return count < 0 ? Number.MAX_SAFE_INTEGER : count - 1 + cutsAtOne;
}

function join(args: readonly Value[], meter: Meter): string {
  const separator = args[1] === undefined ? '' : wantText(args[1]);
  const list = wantList(args[0]);
  meter.charge(list.length);
  meter.chargeText(separator.length * list.length);
  return list.map((item) => toText(item, meter)).join(separator);
}
