import * as fc from 'fast-check';
import { canonicalJson, isJsonList, isJsonObject, type Json } from './json';

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
