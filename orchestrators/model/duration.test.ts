import * as fc from 'fast-check';
import { formatDuration, parseDurationMs } from './duration';

it.each([
  ['500ms', 500],
  ['30s', 30_000],
  ['5m', 300_000],
  ['1h30m', 5_400_000],
  ['7d', 604_800_000],
  ['1d2h3m4s5ms', 93_784_005],
  ['0s', 0],
  ['1.5h', 5_400_000],
  ['0.5s', 500],
  ['PT5M', 300_000],
  ['P1DT2H', 93_600_000],
  ['PT0.25S', 250],
  ['P7D', 604_800_000],
  ['P2W', 1_209_600_000],
  ['PT1H30M10S', 5_410_000],
])('%s lasts %d ms', (text, expected) => {
  expect(parseDurationMs(text)).toBe(expected);
});

it.each([
  ['nothing', ''],
  ['a number without a unit', '5'],
  ['a unit without a number', 'm'],
  ['a negative one', '-5m'],
  ['units out of order', '30m1h'],
  ['a unit twice', '1h1h'],
  ['a blank', '1h 30m'],
  ['another case', '5M'],
  ['an unknown unit', '5y'],
  ['weeks in the short form', '2w'],
  ['words', '5 minutes'],
  ['ISO years', 'P1Y'],
  ['ISO months', 'P1M'],
  ['ISO without parts', 'P'],
  ['ISO time without parts', 'PT'],
  ['ISO weeks with days', 'P1W1D'],
  ['ISO in lower case', 'pt5m'],
  ['more than 2^53 ms', '999999999999d'],
])('refuses %s', (_, text) => {
  expect(parseDurationMs(text)).toBeUndefined();
});

it('reads a very long text at once', () => {
  expect(parseDurationMs('1'.repeat(1_000_000))).toBeUndefined();
});

it.each([
  [0, '0s'],
  [500, '500ms'],
  [5_400_000, '1h30m'],
  [604_800_000, '7d'],
  [93_784_005, '1d2h3m4s5ms'],
])('writes %d ms as %s', (durationMs, expected) => {
  expect(formatDuration(durationMs)).toBe(expected);
});

it('reads what it writes', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }), (durationMs) => {
      expect(parseDurationMs(formatDuration(durationMs))).toBe(durationMs);
    }),
  );
});
