import { formatElapsed, formatTable, toLine } from '../../services/cli/src/terminal/format';

it.each([
  [0, '0 ms'],
  [999, '999 ms'],
  [1_250, '1.25 s'],
  [12_345, '12.3 s'],
  [125_000, '2 m 05 s'],
  [12_000_000, '3 h 20 m'],
])('writes %i ms as %s', (durationMs, text) => expect(formatElapsed(durationMs)).toBe(text));

it('cuts a line between characters, not inside one', () => {
  expect(toLine('a🙂b🙂c', 3)).toBe('a🙂…');
  expect(toLine('a\n\u0007b')).toBe('a b');
  expect(toLine('abc', 3)).toBe('abc');
});

it('aligns columns', () => {
  expect(
    formatTable(
      ['A', 'LONG'],
      [
        ['wider', 'x'],
        ['y', ''],
      ],
    ),
  ).toEqual(['A      LONG', 'wider  x', 'y']);
});
