import { resolve } from 'node:path';
import { createProgress } from './command-line/progress';
import type { BenchArguments } from './command-line/read-arguments';
import type { BenchRow } from './report/bench-row';
import { missedRows, toReport, writeReport } from './report/bench-report';
import { formatTable } from './report/format-table';
import { describeMachine } from './report/machine';
import type { Bench, Suite } from './suites/suite';
import { suites } from './suites/suites';
import { startWorld, type World } from './world/start-world';

/** Runs the suites that were asked for, prints and writes what came out. Gives the exit code. */
export async function runBench(asked: BenchArguments): Promise<number> {
  const chosen = chooseSuites(asked.suites);
  const rows = await measure(chosen, asked);
  const report = toReport(rows);
  console.log(`${formatTable(rows)}\n\n${describeMachine(report.machine)}`);
  if (asked.jsonFile !== undefined) await writeReport(resolve(asked.jsonFile), report);
  const missed = missedRows(rows);
  if (missed.length > 0) console.log(`${missed.length} of the budgets missed.`);
  return missed.length > 0 ? 1 : 0;
}

function chooseSuites(names: readonly string[]): readonly Suite[] {
  if (names.includes('all')) return suites;
  return names.map((name) => {
    const suite = suites.find((one) => one.name === name);
    if (suite !== undefined) return suite;
    throw new TypeError(`There is no suite "${name}"; there are ${suites.map((one) => one.name).join(', ')} and all.`);
  });
}

async function measure(chosen: readonly Suite[], asked: BenchArguments): Promise<readonly BenchRow[]> {
  const progress = createProgress(process.stderr);
  let world: Promise<World> | undefined;
  const bench: Bench = {
    progress,
    rounds: asked.quick ? 1 : 7,
    roundMs: asked.quick ? 1_000 : 4_000,
    workerOptions:
      asked.profileFolder === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${resolve(asked.profileFolder)}`],
    world: () => (world ??= startWorld()),
  };
  const rows: BenchRow[] = [];
  try {
    for (const suite of chosen) rows.push(...(await suite.run(bench)));
  } finally {
    progress.clear();
    await world?.then((started) => started.stop());
  }
  return rows;
}
