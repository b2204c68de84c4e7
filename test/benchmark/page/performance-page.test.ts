import type { BenchReport } from '../report/bench-report';
import { type BenchRow, type Metric, toRow } from '../report/bench-row';
import { drawCharts } from './performance-charts';
import { writePerformancePage } from './performance-page';

const machine = { cpu: 'A processor', cores: 2, memoryGiB: 4, os: 'linux 6 x64', node: 'v20.20.2' };

function reportOf(rows: readonly BenchRow[], series: BenchReport['series'] = []): BenchReport {
  const when = { measuredAt: '2026-11-25T10:00:00.000Z', minutes: 3, isQuick: false };
  return { ...when, machine, load: { before: 0.5, otherCores: 0.1 }, rows, series };
}

function legacyRow(name: string, metric: Metric, subject: number, baseline: number): BenchRow {
  return toRow({ suite: 'legacy', case: name, metric }, subject, baseline);
}

const report = reportOf(
  [
    toRow({ suite: 'pure', case: 'ten pure tasks', metric: 'throughput' }, 80, 100, [0.7, 0.9]),
    toRow({ suite: 'pure', case: 'ten pure tasks', metric: 'cpu' }, 10, 5),
    legacyRow('signal and wait, memory', 'throughput', 40, 10),
    legacyRow('signal and wait, memory', 'events', 6, 49),
    legacyRow('signal and wait, Redis', 'throughput', 30, 10),
    legacyRow('worker at its largest, Redis', 'memory', 300, 500),
  ],
  [{ suite: 'legacy', case: 'soak', metric: 'heap', along: 'runs', points: [{ at: 60, subject: 1, baseline: 2 }] }],
);
const charts = drawCharts(report);
const page = writePerformancePage({ report, source: 'docs/performance/result.json', charts, notes: '## Notes' });

it('names the machine and the time', () => {
  expect(page).toContain('- A processor, 2 cores, 4 GiB, linux 6 x64, Node v20.20.2');
  expect(page).toContain('2026-11-25 10:00 UTC, 3 minutes; load 0.5 before, 0.1 cores busy with others');
});

it('has the number of met budgets, and the missed ones', () => {
  expect(page).toContain('4 of 5 budgets are met. Missed:\n\n- pure, ten pure tasks, throughput: ratio ≥ 0.9');
});

it('has a table for each store, one for memory, one against hand-written workflows', () => {
  expect(page).toContain('| signal and wait | 40 / 10 | 6 / 49 |');
  expect(page).toContain('| signal and wait | 30 / 10 |');
  expect(page).toContain(
    '| legacy: worker at its largest, Redis | memory | 300 KiB | 500 KiB | 0.60 | ratio ≤ 1.05 | kept |',
  );
  expect(page).toContain(
    '| pure: ten pure tasks | throughput | 80 /s | 100 /s | 0.80 (0.70–0.90) | ratio ≥ 0.9 | **missed** |',
  );
});

it('has a table of start-up times, separate from the parts', () => {
  const row = toRow({ suite: 'startup', case: 'octavo run, installed', metric: 'latency' }, 500, 400, [1.2, 1.3]);
  const parts = { report: reportOf([row]), source: 'result.json', charts: [], notes: '' };
  const [, startup = '', others = ''] = writePerformancePage(parts).split(/## Start-up|## Parts by themselves/);
  const line = '| startup: octavo run, installed | latency | 500 ms | 400 ms | 1.25 (1.20–1.30) | ratio ≤ 1.6 | kept |';
  expect(startup).toContain(line);
  expect(others).not.toContain('startup');
});

it('has every chart for which there are numbers', () => {
  expect(charts.map(({ file }) => file)).toEqual([
    ...['legacy-throughput.svg', 'legacy-events.svg', 'legacy-soak.svg', 'hand-throughput.svg'],
  ]);
  for (const { file } of charts) expect(page).toContain(`](performance/${file})`);
});

it('works for a partial measurement too', () => {
  const part = reportOf([toRow({ suite: 'planner', case: '10,000 tasks', metric: 'latency' }, 400, 1_000)]);
  expect(drawCharts(part)).toEqual([]);
  const text = writePerformancePage({ report: part, source: 'result.json', charts: [], notes: '' });
  expect(text).toContain('1 of 1 budgets are met.');
  expect(text).toContain('| planner: 10,000 tasks | latency | 400 ms | 1,000 ms | 0.40 | subject ≤ 1,000 | kept |');
});
