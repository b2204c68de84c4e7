import type { Meter } from '../evaluation';
import { toText } from '../text';
import type { Value } from '../value';
import { argumentAt, chargedText, type FunctionTable, variadic, wantList, wantText, wantWhole } from './function-spec';

/** Functions that split texts and join them. */
export const textPartFunctions: FunctionTable = {
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

/** The number of cuts for a limit: the limit of `split` counts parts, the limit of `replace` counts replacements. */
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

/** Splits a text at a separator, up to a number of cuts; an empty separator splits between code points. */
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

/** Splits before every code point and at the end, as CEL's `replace` does for an empty text. */
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
