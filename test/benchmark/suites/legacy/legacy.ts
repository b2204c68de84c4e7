import { rm } from 'node:fs/promises';
import { compare } from '../../measuring/compare';
import { type BenchRow, toRow } from '../../report/bench-row';
import { type StoreKind, stores } from '../../world/store-kind';
import type { Bench, Suite } from '../suite';
import { legacyCases } from './legacy-cases';
import { type Engine, legacySide } from './legacy-side';
import { makeProject } from './make-project';
import { type RealCase, realCases } from './real-cases';
import { soak } from './soak';

/** The packages of the audited project. */
const PACKAGES = 8;

/** The new engine against the old one, with the same plans. */
export const legacy: Suite = {
  name: 'legacy',
  title: 'the old engine: every task type and the examples, with both stores; memory and a soak',
  run: async (bench) => {
    const project = await makeProject(PACKAGES);
    const cases = [...legacyCases.map(toCase), ...realCases(project)];
    try {
      const rows: BenchRow[] = [];
      for (const store of stores) rows.push(...(await compareWithStore(bench, store, cases)));
      return [...rows, ...(await soak(bench))];
    } finally {
      await rm(project, { recursive: true, force: true });
    }
  },
};

function toCase({ case: name, inFlight, tasks }: (typeof legacyCases)[number]): RealCase {
  return { case: name, inFlight, runs: [{ definition: { octavo: 1, id: 'bench', tasks }, input: { value: 1 } }] };
}

async function compareWithStore(
  bench: Bench,
  store: StoreKind,
  cases: readonly RealCase[],
): Promise<readonly BenchRow[]> {
  const { rounds, roundMs, warmUpMs } = bench.far;
  const [subject, baseline] = await startEngines(bench, store);
  const rows: BenchRow[] = [];
  for (const { case: name, inFlight, runs } of cases) {
    const load = { inFlight, durationMs: roundMs, warmUpMs };
    const sides = {
      subject: await legacySide(subject, load, runs),
      baseline: await legacySide(baseline, load, runs),
    };
    rows.push(...(await compare({ suite: 'legacy', case: `${name}, ${store}`, rounds, ...sides }, bench.progress)));
  }
  rows.push(await compareMemory(store, subject, baseline));
  await Promise.all([subject.worker.stop(), baseline.worker.stop()]);
  return rows;
}

async function startEngines(bench: Bench, store: StoreKind): Promise<readonly [subject: Engine, baseline: Engine]> {
  const { connection, startWorker } = await bench.world();
  const wishes = { nodeOptions: bench.workerOptions, store };
  return [
    { connection, workflow: 'octavoRun', worker: await startWorker('octavo', wishes) },
    { connection, workflow: 'legacyRun', worker: await startWorker('legacy', wishes) },
  ];
}

/** Maximum memory of the whole process over all cases. */
async function compareMemory(store: StoreKind, subject: Engine, baseline: Engine): Promise<BenchRow> {
  const kibOf = async ({ worker }: Engine): Promise<number> => (await worker.usage()).maxRssBytes / 1_024;
  const name = { suite: 'legacy', case: `worker at its largest, ${store}`, metric: 'memory' } as const;
  return toRow(name, await kibOf(subject), await kibOf(baseline));
}
