import { clampUtf8 } from './clamp-text';

it.each([
  ['short', 100, 'short'],
  ['abcdef', 3, 'abc'],
  ['äöü', 5, 'äö'],
  ['日本語', 7, '日本'],
  ['a😀b', 4, 'a'],
  ['a😀b', 5, 'a😀'],
])('keeps whole characters of %j in %i bytes', (text, maxBytes, expected) => {
  expect(clampUtf8(text, maxBytes)).toBe(expected);
});
