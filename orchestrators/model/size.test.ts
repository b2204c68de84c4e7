import * as fc from 'fast-check';
import { byteLength, checkedSize, maxValueBytes } from './size';

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
    expect(() => checkedSize('the output', 'x'.repeat(maxValueBytes))).toThrow(/the output has \d+ bytes/);
  });
});
