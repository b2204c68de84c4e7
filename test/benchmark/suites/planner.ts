import { createPlanner } from '@octavo/planner';
import { cpuMs } from '../measuring/cpu-ms';
import { median } from '../measuring/quantile';
import { type BenchRow, toRow } from '../report/bench-row';
import { echo } from '../world/bench-actions';
import { chainOf } from './chain-of';
import type { Bench, Suite } from './suite';

/** Maximum CPU time to plan the largest definition, in milliseconds. */
const PROMISED_MS = 1_000;
const TASKS = 10_000;

/** The largest definition that the language allows, as an object and as text. */
export const planner: Suite = {
  name: 'planner',
  title: `planning ${TASKS.toLocaleString('en-US')} tasks against the promised second`,
  run: async (bench) => {
    const definition = { octavo: 1, id: 'large', tasks: chainOf({ action: 'bench.echo' }, TASKS) };
    return [
      measureCase('10,000 tasks', definition, bench),
      // As text, 10,000 of these tasks would exceed the limit of one megabyte.
      measureCase(
        '9,000 tasks as JSON',
        JSON.stringify({ ...definition, tasks: definition.tasks.slice(0, 9_000) }),
        bench,
      ),
    ];
  },
};

function measureCase(name: string, source: unknown, { progress, close: { rounds } }: Bench): BenchRow {
  const instance = createPlanner({ actions: [echo] });
  const times = Array.from({ length: rounds }, (_, round) => {
    progress.tell(`planner: ${name}, round ${round + 1} of ${rounds}`);
    const startedAt = cpuMs();
    const { plan, problems } = instance.plan(source);
    const usedMs = cpuMs() - startedAt;
    if (plan === undefined) throw new Error(`not planned: ${JSON.stringify(problems.slice(0, 3))}`);
    return usedMs;
  });
  return toRow({ suite: 'planner', case: name, metric: 'latency' }, median(times), PROMISED_MS);
}
