import * as fc from 'fast-check';
import {
  addExactly,
  canonicalJson,
  divideExactly,
  findInexactNumber,
  isJsonList,
  isJsonObject,
  type Json,
  multiplyExactly,
  parseNumber,
} from './json';

it('tells objects from the other values', () => {
  expect([{}, { a: 1 }].map((value) => isJsonObject(value))).toEqual([true, true]);
  expect([null, [], 'a', 1, true, undefined].some((value) => isJsonObject(value))).toBe(false);
});

it('tells lists from the other values', () => {
  expect(isJsonList([1])).toBe(true);
  expect([null, {}, 'a', 1, true, undefined].some((value) => isJsonList(value))).toBe(false);
});

describe('canonical JSON', () => {
  it('has its keys in order, at every depth', () => {
    expect(canonicalJson({ b: [{ d: 1, c: null }], a: 'x' })).toBe('{"a":"x","b":[{"c":null,"d":1}]}');
  });

  it('reads back as the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalJson(value as Json))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});

const LIMIT = 2n ** 53n;
const whole = fc.oneof(
  fc.bigInt({ min: LIMIT - 8n, max: LIMIT }),
  fc.bigInt({ min: -LIMIT, max: 8n - LIMIT }),
  fc.bigInt({ min: -1000n, max: 1000n }),
);
const whether = (exact: bigint): number | undefined => (exact >= -LIMIT && exact <= LIMIT ? Number(exact) : undefined);

it('adds and multiplies whole numbers as they are, up to 2^53 and no further', () => {
  fc.assert(
    fc.property(whole, whole, (left, right) => {
      expect(addExactly(Number(left), Number(right))).toBe(whether(left + right));
      expect((multiplyExactly(Number(left), Number(right)) ?? Number.NaN) + 0).toBe(
        (whether(left * right) ?? Number.NaN) + 0,
      );
    }),
    { numRuns: 2000 },
  );
});

it.each([
  [2 ** 53, 1, 2 ** 53],
  [2 ** 52, 0.5, 2 ** 53],
  [2 ** 53, 0.5, undefined],
  [1, 0, undefined],
  [0, 0, undefined],
])('%d / %d is %d', (left, right, quotient) => expect(divideExactly(left, right)).toBe(quotient));

it('reads whole numbers as they are written, up to 2^53 and no further', () => {
  fc.assert(
    fc.property(fc.oneof(whole, fc.bigInt({ min: LIMIT - 2n, max: LIMIT + 8n })), (value) => {
      expect(parseNumber(String(value))).toBe(whether(value));
      expect(findInexactNumber(`{"${LIMIT + 1n}":[${value},"\\"${LIMIT + 1n}"]}`)).toBe(
        whether(value) === undefined ? String(value) : undefined,
      );
    }),
  );
});

it.each([
  ['1e300', 1e300],
  ['0x20000000000000', 2 ** 53],
  ['0o17', 15],
  ['0x20000000000001', undefined],
  ['1e999', undefined],
  ['.inf', undefined],
])('reads %s', (text, value) => expect(parseNumber(text)).toBe(value));
