import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BenchReport } from './report/bench-report';
import { runBench } from './run-bench';

beforeEach(() => {
  jest.spyOn(console, 'log').mockImplementation();
  jest.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterEach(() => jest.restoreAllMocks());

it('writes a row for each case, and the machine, as JSON', async () => {
  const jsonFile = join(await mkdtemp(join(tmpdir(), 'octavo-bench-')), 'folder', 'result.json');
  expect(await runBench({ kind: 'measure', suites: ['expressions', 'planner'], isQuick: true, jsonFile })).toBe(0);
  const { rows, machine, isQuick } = JSON.parse(await readFile(jsonFile, 'utf8')) as BenchReport;
  expect(isQuick).toBe(true);
  expect(machine.node).toBe(process.version);
  expect(rows.map((row) => [row.suite, row.case, row.metric, row.better])).toEqual([
    ['expressions', 'condition', 'throughput', 'higher'],
    ['expressions', 'arithmetic', 'throughput', 'higher'],
    ['expressions', 'text', 'throughput', 'higher'],
    ['planner', '10,000 tasks', 'latency', 'lower'],
    ['planner', '9,000 tasks as JSON', 'latency', 'lower'],
  ]);
  for (const { subject, baseline, ratio } of rows) expect(ratio).toBeCloseTo(subject / baseline, 2);
});

it('refuses an unknown suite, and lists the existing ones', async () => {
  const running = runBench({ kind: 'measure', suites: ['sequences'], isQuick: true });
  await expect(running).rejects.toThrow('There is no suite "sequences"; there are sequence, pure, parallel,');
});
