import { OctavoClient } from '@octavo/client';
import type { Connection } from '@temporalio/client';
import type { Metrics } from '../report/bench-row';
import { countCommands } from '../world/count-commands';
import type { WorkerProcess } from '../world/worker-process';
import type { Side } from './compare';
import { ownCpuMs } from './own-cpu';
import { runLoad, type WarmLoad } from './run-load';

/** One worker, and its work. */
export interface WorkflowRuns {
  readonly connection: Connection;
  readonly worker: WorkerProcess;
  readonly load: WarmLoad;
  /** Starts the next run, waits for its end, and returns its workflow id. */
  runOnce(): Promise<string>;
}

/** The cost of a worker's runs. */
export function workflowSide(runs: WorkflowRuns): Side {
  const { load, runOnce } = runs;
  const warmUp = (): Promise<unknown> => runLoad({ ...load, durationMs: load.warmUpMs }, runOnce);
  return { warmUp, measure: () => measureRuns(runs), count: () => countRuns(runs) };
}

/** Measures latency of single runs, then throughput under load with the cost per run. */
async function measureRuns({ worker, load, runOnce }: WorkflowRuns): Promise<Metrics> {
  const lone = await runLoad({ ...load, inFlight: 1, durationMs: load.durationMs / 10 }, runOnce);
  const before = { ...(await worker.usage()), totalMs: ownCpuMs() };
  const { runs, throughput } = await runLoad(load, runOnce);
  const after = { ...(await worker.usage()), totalMs: ownCpuMs() };
  return {
    throughput,
    latency: lone.latencyMs,
    cpu: (after.cpuMs - before.cpuMs) / runs,
    ...totalOf(before.totalMs, after.totalMs, runs),
    ...(worker.hasStore ? { roundTrips: (after.storeCalls - before.storeCalls) / runs } : {}),
  };
}

function totalOf(before: number | undefined, after: number | undefined, runs: number): Metrics {
  return before === undefined || after === undefined ? {} : { totalCpu: (after - before) / runs };
}

/** The mean of one cycle. */
async function countRuns({ connection, worker, load: { cycle = 1 }, runOnce }: WorkflowRuns): Promise<Metrics> {
  const ids: string[] = [];
  const work = async (): Promise<void> => {
    for (let run = 0; run < cycle; run += 1) ids.push(await runOnce());
  };
  const commands = await countCommands(worker, work);
  const client = await OctavoClient.connect({ connection });
  const stats = await Promise.all(ids.map((id) => client.stats(id)));
  const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / cycle;
  return {
    events: mean(stats.map(({ historyEvents }) => historyEvents)),
    bytes: mean(stats.map(({ historyBytes }) => historyBytes)),
    activities: mean(stats.map(({ activities, localActivities }) => activities + localActivities)),
    ...(commands === undefined ? {} : { commands: commands / cycle }),
  };
}
