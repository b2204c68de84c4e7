import { resolve } from 'node:path';
import { createProgress, type Progress } from './command-line/progress';
import type { MeasureRequest } from './command-line/read-arguments';
import { watchOtherLoad } from './measuring/other-load';
import type { BenchRow, Series } from './report/bench-row';
import { type BenchReport, missedRows, writeReport } from './report/bench-report';
import { describeMiss, formatTable } from './report/format-table';
import { describeConditions } from './report/conditions';
import { thisMachine } from './report/machine';
import type { Bench, Suite } from './suites/suite';
import { suites } from './suites/suites';
import { startWorld, type World } from './world/start-world';

/** Runs the requested suites, prints and writes the results. Returns the exit code. */
export async function runBench(asked: MeasureRequest): Promise<number> {
  const report = await measure(chooseSuites(asked.suites), asked);
  console.log(describeConditions(report));
  const missed = missedRows(report);
  for (const row of missed) console.log(`MISSED ${describeMiss(row)}`);
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

/** Prints each suite at its end, and writes the results so far, so that an interrupted benchmark keeps them. */
async function measure(chosen: readonly Suite[], asked: MeasureRequest): Promise<BenchReport> {
  const progress = createProgress(process.stderr);
  const otherLoad = watchOtherLoad();
  const worlds = new Worlds(progress);
  const [rows, series]: [BenchRow[], Series[]] = [[], []];
  const startedAt = new Date();
  const toReport = async (): Promise<BenchReport> => ({
    measuredAt: startedAt.toISOString(),
    minutes: Math.round((Date.now() - startedAt.getTime()) / 6_000) / 10,
    isQuick: asked.isQuick,
    machine: thisMachine(),
    ...(await worlds.versions()),
    load: otherLoad.read(),
    ...{ rows, series },
  });
  try {
    for (const suite of chosen) {
      const measured = await suite.run(benchOf(asked, progress, worlds, series));
      rows.push(...measured);
      progress.clear();
      console.log(`${formatTable(measured, asked)}\n`);
      if (asked.jsonFile !== undefined) await writeReport(resolve(asked.jsonFile), await toReport());
    }
    return await toReport();
  } finally {
    progress.clear();
    await worlds.stop();
  }
}

// eslint-disable-next-line max-params
function benchOf(asked: MeasureRequest, progress: Progress, worlds: Worlds, series: Series[]): Bench {
  const quick = { rounds: 1, roundMs: 250, warmUpMs: 100 };
  return {
    progress,
    close: asked.isQuick ? quick : { rounds: 12, roundMs: 3_000, warmUpMs: 10_000 },
    far: asked.isQuick ? quick : { rounds: 3, roundMs: 2_000, warmUpMs: 2_500 },
    soakRuns: asked.isQuick ? 16 : 480,
    workerOptions:
      asked.profileFolder === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${resolve(asked.profileFolder)}`],
    world: () => worlds.world(),
    keep: (one) => void series.push(one),
  };
}

/** The servers, started once for all suites that need them. */
class Worlds {
  readonly #progress: Progress;
  #world: Promise<World> | undefined;

  constructor(progress: Progress) {
    this.#progress = progress;
  }

  async world(): Promise<World> {
    if (this.#world === undefined) this.#progress.tell('starting Temporal and Redis');
    return await (this.#world ??= startWorld());
  }

  async versions(): Promise<Pick<BenchReport, 'servers'>> {
    return this.#world === undefined ? {} : { servers: (await this.#world).versions };
  }

  async stop(): Promise<void> {
    await (await this.#world)?.stop();
  }
}
