import type { Client } from '@temporalio/client';
import type { Metrics } from '../report/bench-row';
import type { WorkerProcess } from '../world/worker-process';
import { type Load, runLoad } from './run-load';

export interface RunsToMeasure extends Load {
  readonly worker: WorkerProcess;
  readonly client: Client;
  /** Starts a run, waits for its end, and gives its workflow id. */
  runOnce(): Promise<string>;
}

/** Throughput and latency under load; CPU of the worker for each run; the size of one history. */
export async function measureRuns({ worker, client, runOnce, ...load }: RunsToMeasure): Promise<Metrics> {
  let lastId = '';
  const before = await worker.usage();
  const { runs, throughput, latencyMs } = await runLoad(load, async () => {
    lastId = await runOnce();
  });
  const after = await worker.usage();
  const { historyLength, historySize } = await client.workflow.getHandle(lastId).describe();
  return {
    throughput,
    latency: latencyMs,
    cpu: (after.cpuMs - before.cpuMs) / runs,
    events: historyLength,
    ...(historySize === undefined ? {} : { bytes: historySize }),
  };
}
