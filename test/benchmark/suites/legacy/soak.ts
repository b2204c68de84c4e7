import { slopeOf } from '../../measuring/slope-of';
import { type BenchRow, type SeriesPoint, toRow } from '../../report/bench-row';
import type { Bench } from '../suite';
import { type Engine, type RunNext, runsInTurn } from './legacy-side';
import { soakedTasks } from './soaked-tasks';

/** Number of blocks of equal length; the heap is measured after each. */
const BLOCKS = 8;
/** Blocks at the beginning, until code is compiled and caches are filled. */
const WARM_BLOCKS = 3;
const IN_FLIGHT = 10;

/** Runs every task type many times, and measures the heap, which a leak would increase with every run. */
export async function soak(bench: Bench): Promise<readonly BenchRow[]> {
  const { connection, startWorker } = await bench.world();
  const wishes = { isInOneThread: true, nodeOptions: ['--expose-gc'] };
  const subject: Engine = { connection, workflow: 'octavoRun', worker: await startWorker('octavo', wishes) };
  const baseline: Engine = { connection, workflow: 'legacyRun', worker: await startWorker('legacy', wishes) };
  const points = await soakBoth(bench, subject, baseline);
  await Promise.all([subject.worker.stop(), baseline.worker.stop()]);
  const name = { suite: 'legacy', case: `soak of ${bench.soakRuns} runs, Redis` };
  bench.keep({ ...name, metric: 'heap', along: 'runs', points });
  const last = points.at(-1);
  const side = (part: 'subject' | 'baseline'): number => growthOf(points, part);
  return [
    toRow({ ...name, metric: 'heap' }, last?.subject ?? Number.NaN, last?.baseline ?? Number.NaN),
    toRow({ ...name, metric: 'growth' }, side('subject'), side('baseline')),
  ];
}

async function soakBoth(
  { soakRuns, progress }: Bench,
  subject: Engine,
  baseline: Engine,
): Promise<readonly SeriesPoint[]> {
  const runs = [{ definition: { octavo: 1, id: 'soak', tasks: soakedTasks }, input: { value: 1 } }];
  const [runSubject, runBaseline] = [await runsInTurn(subject, runs), await runsInTurn(baseline, runs)];
  const blockRuns = Math.ceil(soakRuns / BLOCKS);
  const points: SeriesPoint[] = [];
  for (let block = 1; block <= BLOCKS; block += 1) {
    progress.tell(`legacy: soak, block ${block} of ${BLOCKS} with ${blockRuns} runs of each side`);
    await runMany(runSubject, blockRuns);
    await runMany(runBaseline, blockRuns);
    points.push({ at: block * blockRuns, subject: await heapKibOf(subject), baseline: await heapKibOf(baseline) });
  }
  return points;
}

async function runMany(runNext: RunNext, count: number): Promise<void> {
  let left = count;
  const loop = async (): Promise<void> => {
    while (left-- > 0) await runNext();
  };
  await Promise.all(Array.from({ length: IN_FLIGHT }, loop));
}

async function heapKibOf({ worker }: Engine): Promise<number> {
  return Math.round((await worker.usage()).heapBytes / 1_024);
}

/** KiB that each run after the first blocks adds; 0 if the heap shrinks. */
function growthOf(points: readonly SeriesPoint[], part: 'subject' | 'baseline'): number {
  return Math.max(0, slopeOf(points.slice(WARM_BLOCKS).map((point) => [point.at, point[part]])));
}
