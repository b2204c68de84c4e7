import { writeCanonical } from '../text';
import { fail } from '../expression-error';
import type { Meter } from '../evaluation';
import { isList, typeName, type Value, type ValueList } from '../value';
import { argumentAt, type FunctionTable, unary, variadic, wantList, wantText, wantWhole } from './function-spec';

const MAX_RANGE = 2 ** 31;
const MAX_FLATTEN_DEPTH = 32;

/** Functions on lists; `slice` and `reverse` also accept text. */
export const listFunctions: FunctionTable = {
  range: variadic(
    {
      signature: 'range(n) or range(from, until)',
      meaning: 'The whole numbers from 0, or from the first one, up to but without the last.',
      examples: ['range(3)', 'range(2, 5)', 'range(5, 2)'],
    },
    [1, 2],
    range,
  ),
  distinct: unary(
    {
      signature: 'distinct(list)',
      meaning: 'The elements without those that are equal to an earlier one.',
      examples: ['distinct([2, 1, 2.0, "2"])', 'distinct([{"a": 1}, {"a": 1}])'],
    },
    distinct,
  ),
  flatten: variadic(
    {
      signature: 'flatten(list, depth?)',
      meaning: 'The list with the elements of lists in it in their place, one level of them or as many as the depth.',
      examples: ['flatten([1, [2, [3]]])', 'flatten([1, [2, [3]]], 2)'],
    },
    [1, 2],
    ([list, depth], meter) => flatten(list, depth, meter),
  ),
  slice: variadic(
    {
      signature: 'slice(list, from, until?)',
      meaning:
        'The elements, or characters of a text, from one index up to but without another; negative ones count from the end.',
      examples: ['[1, 2, 3, 4].slice(1, 3)', '"hello".slice(1, 3)', '[1, 2, 3].slice(-1)'],
    },
    [2, 3],
    slice,
  ),
  chunk: variadic(
    {
      signature: 'chunk(list, size)',
      meaning: 'Lists of so many elements each; the last one may have fewer.',
      examples: ['chunk([1, 2, 3, 4, 5], 2)'],
    },
    [2, 2],
    ([list, size], meter) => chunk(wantList(list), wantWhole(size, 1), meter),
  ),
  reverse: unary(
    {
      signature: 'reverse(list)',
      meaning: 'The elements, or the characters of a text, from the last to the first.',
      examples: ['reverse([1, 2])', '"abc".reverse()'],
    },
    reverse,
  ),
};

/** The bounds of a range: `from` is inclusive, `until` exclusive. */
export function readRange(args: readonly Value[]): { readonly from: number; readonly until: number } {
  const [first = 0, second] = args;
  const from = second === undefined ? 0 : wantWhole(first);
  const until = Math.max(from, wantWhole(second ?? first));
  if (until - from > MAX_RANGE) return fail('a range has at most 2^31 elements');
  return { from, until };
}

function range(args: readonly Value[], meter: Meter): Value {
  const { from, until } = readRange(args);
  meter.chargeItems(until - from);
  const numbers: number[] = [];
  for (let number = from; number < until; number += 1) numbers.push(number);
  return numbers;
}

function distinct(value: Value, meter: Meter): Value {
  const seen = new Set<string>();
  return wantList(value).filter((item) => {
    const text = writeCanonical(item, meter);
    return !seen.has(text) && seen.add(text);
  });
}

function flatten(list: Value | undefined, depth: Value | undefined, meter: Meter): Value {
  const items: Value[] = [];
  collect(wantList(list), depth === undefined ? 1 : wantWhole(depth, 0, MAX_FLATTEN_DEPTH), items, meter);
  return items;
}

function collect(list: ValueList, depth: number, into: Value[], meter: Meter): void {
  meter.charge(list.length);
  for (const item of list) {
    if (depth > 0 && isList(item)) collect(item, depth - 1, into, meter);
    else into.push(item);
  }
}

function slice(args: readonly Value[], meter: Meter): Value {
  const [, from, until] = args;
  const value = argumentAt(args, 0);
  const bounds = [wantWhole(from), until === undefined ? undefined : wantWhole(until)] as const;
  if (isList(value)) {
    meter.chargeItems(value.length);
    return value.slice(...bounds);
  }
  const text = wantListOrText(value);
  meter.charge(text.length);
  return Array.from(text)
    .slice(...bounds)
    .join('');
}

function chunk(list: ValueList, size: number, meter: Meter): Value {
  const count = Math.ceil(list.length / size);
  meter.charge(count);
  meter.chargeItems(list.length);
  return Array.from({ length: count }, (_, index) => list.slice(index * size, (index + 1) * size));
}

function reverse(value: Value, meter: Meter): Value {
  if (isList(value)) {
    meter.chargeItems(value.length);
    return value.toReversed();
  }
  const text = wantListOrText(value);
  meter.charge(text.length);
  return Array.from(text).reverse().join('');
}

function wantListOrText(value: Value): string {
  return typeof value === 'string' ? wantText(value) : fail(`a list or text is wanted, not ${typeName(value)}`);
}
