import { fail } from '../expression-error';
import type { Meter } from '../meter';
import { matchPattern } from '../pattern';
import { toText } from '../text';
import { isList, isMap, typeName, type Value } from '../value';
import { wantList, wantText, wantWhole } from './arguments';
import { argumentAt, binary, type FunctionTable, unary, variadic } from './function-spec';

const BLANK = /\p{White_Space}/u;

/** Functions over text, with `size`. Lengths and positions count code points. */
export const textFunctions: FunctionTable = {
  size: unary('size(x)', sizeOf),
  contains: binary('contains(text, part)', (text, part, meter) => chargedText(text, meter).includes(wantText(part))),
  startsWith: binary('startsWith(text, prefix)', (text, prefix, meter) =>
    chargedText(text, meter).startsWith(wantText(prefix)),
  ),
  endsWith: binary('endsWith(text, suffix)', (text, suffix, meter) =>
    chargedText(text, meter).endsWith(wantText(suffix)),
  ),
  matches: binary('matches(text, pattern)', (text, pattern, meter) =>
    matchPattern(wantText(text), wantText(pattern), meter),
  ),
  lowerAscii: unary('lowerAscii(text)', (text, meter) =>
    mapAscii(text, meter, /[A-Z]+/g, (part) => part.toLowerCase()),
  ),
  upperAscii: unary('upperAscii(text)', (text, meter) =>
    mapAscii(text, meter, /[a-z]+/g, (part) => part.toUpperCase()),
  ),
  trim: unary('trim(text)', (text, meter) => trimBlanks(chargedText(text, meter))),
  replace: variadic('replace(text, part, by, limit?)', [3, 4], replace),
  split: variadic('split(text, separator, limit?)', [2, 3], split),
  join: variadic('join(list, separator?)', [1, 2], join),
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

/** Cuts a text at a separator, at most so many times; an empty separator cuts between code points. */
function cut(text: string, separator: string, maxCuts: number, meter: Meter): string[] {
  const parts: string[] = [];
  let start = 0;
  while (parts.length < maxCuts) {
    const end = findCut(text, separator, start);
    if (end === undefined) break;
    meter.charge(1);
    parts.push(text.slice(start, end));
    start = end + separator.length;
  }
  return [...parts, text.slice(start)];
}

/** Cuts before every code point and at the end, as CEL's `replace` finds the empty text. */
function cutAround(text: string, empty: string, maxCuts: number, meter: Meter): string[] {
  if (maxCuts < 1) return [text];
  const parts = text === '' ? [''] : ['', ...cut(text, empty, maxCuts - 1, meter)];
  return parts.length > maxCuts ? parts : [...parts, ''];
}

function findCut(text: string, separator: string, start: number): number | undefined {
  if (separator !== '') {
    const end = text.indexOf(separator, start);
    return end < 0 ? undefined : end;
  }
  const end = start + (/^[\ud800-\udbff][\udc00-\udfff]/.test(text.slice(start, start + 2)) ? 2 : 1);
  return end < text.length ? end : undefined;
}

function join(args: readonly Value[], meter: Meter): string {
  const separator = args[1] === undefined ? '' : wantText(args[1]);
  const list = wantList(args[0]);
  meter.charge(list.length);
  meter.chargeText(separator.length * list.length);
  return list.map((item) => toText(item, meter)).join(separator);
}
