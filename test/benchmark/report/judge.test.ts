import { missedRows } from './bench-report';
import { type Metric, toRow } from './bench-row';
import { judge } from './judge';

const atLength = { isQuick: false };

function rowOf(suite: string, name: string, metric: Metric, subject: number, baseline: number) {
  return toRow({ suite, case: name, metric }, subject, baseline);
}

it.each([
  ['a ratio', rowOf('sequence', 'ten remote actions', 'throughput', 95, 100), 'kept'],
  ['a ratio', rowOf('sequence', 'ten remote actions', 'throughput', 94, 100), 'missed'],
  ['a number of events', rowOf('sequence', 'ten remote actions', 'events', 65, 65), 'kept'],
  ['a number of events', rowOf('sequence', 'ten remote actions', 'events', 66, 65), 'missed'],
  ['a number of events', rowOf('sequence', 'ten remote actions', 'events', 64, 65), 'missed'],
  ['a size', rowOf('memory', 'idle cached run', 'memory', 400, 100), 'kept'],
  ['a size', rowOf('memory', 'idle cached run', 'memory', 401, 4_000), 'missed'],
  ['NaN', rowOf('memory', 'idle cached run', 'memory', Number.NaN, 100), 'missed'],
  ['nothing', rowOf('sequence', 'ten remote actions', 'bytes', 9, 1), 'none'],
] as const)('a budget of %s: %j is %s', (_what, row, verdict) => {
  expect(judge(row, atLength)).toBe(verdict);
});

it('a quick run checks only counts', () => {
  const slow = rowOf('legacy', 'basic: ten in a row, Redis', 'throughput', 1, 1);
  const long = rowOf('legacy', 'basic: ten in a row, Redis', 'events', 99, 100);
  expect([slow, long].map((row) => judge(row, { isQuick: true }))).toEqual(['unjudged', 'missed']);
  expect(missedRows({ rows: [slow, long], isQuick: true })).toEqual([long]);
  expect(missedRows({ rows: [slow, long], isQuick: false })).toEqual([slow, long]);
});
