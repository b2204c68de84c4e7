import { isJsonList, isJsonObject } from './json';

it('tells objects from the other values', () => {
  expect([{}, { a: 1 }].map((value) => isJsonObject(value))).toEqual([true, true]);
  expect([null, [], 'a', 1, true, undefined].some((value) => isJsonObject(value))).toBe(false);
});

it('tells lists from the other values', () => {
  expect(isJsonList([1])).toBe(true);
  expect([null, {}, 'a', 1, true, undefined].some((value) => isJsonList(value))).toBe(false);
});
