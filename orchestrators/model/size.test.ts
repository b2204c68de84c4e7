import * as fc from 'fast-check';
import { byteLength, checkedSize, clampText, maxBytes, omitLarge } from './size';

describe('the size of a value', () => {
  it('is that of its JSON in UTF-8', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(byteLength(value as never)).toBe(Buffer.byteLength(JSON.stringify(value), 'utf8'));
      }),
    );
  });

  it.each([
    ['é', 4],
    ['€', 5],
    ['😀', 6],
  ])('counts %s with its quotes as %i bytes', (text, bytes) => {
    expect(byteLength(text)).toBe(bytes);
  });

  it('is refused with PAYLOAD_TOO_LARGE where no payload could take it', () => {
    expect(checkedSize('the output', 'x'.repeat(100))).toBe(102);
    expect(() => checkedSize('the output', 'x'.repeat(maxBytes.payload))).toThrow(/the output has \d+ bytes/);
  });
});

it.each([
  ['short', 100, 'short'],
  ['abcdef', 3, 'abc'],
  ['äöü', 5, 'äö'],
  ['日本語', 7, '日本'],
  ['a😀b', 4, 'a'],
  ['a😀b', 5, 'a😀'],
])('keeps whole characters of %j in %i bytes', (text, limitBytes, expected) => {
  expect(clampText(text, limitBytes)).toBe(expected);
});

it('replaces what is larger than the limit by its size', () => {
  expect(omitLarge('äö', 6)).toBe('äö');
  expect(omitLarge('äö', 5)).toEqual({ omitted: true, sizeBytes: 6 });
  expect(omitLarge(null, 0)).toBeNull();
});

it('leaves room in one message for all commands and results of a workflow task', () => {
  expect(maxBytes.pendingCommands + maxBytes.localResults).toBeLessThan(4 * 1024 * 1024);
  expect(maxBytes.actionRequest + maxBytes.heartbeat).toBeLessThan(maxBytes.payload);
});
