import { toRow } from './bench-row';
import { describeMiss, formatNumber, formatTable } from './format-table';

const slow = toRow({ suite: 'pure', case: 'ten pure tasks', metric: 'throughput' }, 85, 100);
const long = toRow({ suite: 'pure', case: 'ten pure tasks', metric: 'bytes' }, 5_540, 695);

it('has one line per row, with its budget and verdict', () => {
  const [head = '', first = '', second = ''] = formatTable([slow, long], { isQuick: false }).split('\n');
  expect(head.split(/ {2,}/)).toEqual([
    ...['suite', 'case', 'metric', 'Octavo', 'baseline', 'ratio', 'better', 'budget'],
  ]);
  expect(first.split(/ {2,}/).slice(3)).toEqual(['85 /s', '100 /s', '0.85', 'higher', 'ratio ≥ 0.9', 'MISSED']);
  expect(second.split(/ {2,}/).slice(3)).toEqual(['5,540 bytes', '695 bytes', '7.97', 'lower']);
});

it('describes the budget that a row misses', () => {
  expect(describeMiss(slow)).toBe('pure, ten pure tasks, throughput: ratio ≥ 0.9, but 85 /s against 100 /s (0.85)');
});

it.each([
  [1_234_567, '1,234,567'],
  [123.4, '123'],
  [12.34, '12.3'],
  [1.234, '1.23'],
  [7, '7'],
])('%d is written as %s', (value, text) => {
  expect(formatNumber(value)).toBe(text);
});
