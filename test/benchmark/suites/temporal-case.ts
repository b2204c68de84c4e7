import { OctavoClient } from '@octavo/client';
import { Client } from '@temporalio/client';
import { compare, type Side } from '../measuring/compare';
import type { WarmLoad } from '../measuring/run-load';
import { workflowSide } from '../measuring/workflow-side';
import type { BenchRow } from '../report/bench-row';
import { echo } from '../world/bench-actions';
import type { World } from '../world/start-world';
import type { WorkerProcess } from '../world/worker-process';
import type { Bench } from './suite';
import { UNWATCHED } from './unwatched';

/** A definition against a hand-written workflow with the same work. */
export interface TemporalCase {
  readonly suite: string;
  readonly case: string;
  /** Number of open runs. */
  readonly inFlight: number;
  /** Tasks of the definition; the input is `{ value: 1 }`. */
  readonly tasks: readonly object[];
  /** Name of the workflow in `hand/workflows.ts`. */
  readonly hand: string;
}

const INPUT = { value: 1 };

/** The same hand-written workflows in a worker of the SDK, and in a worker of Octavo's kind. */
const baselines = [
  ['hand', ''],
  ['unwatchedHand', UNWATCHED],
] as const;

/**
 * Runs cases against both kinds of worker. Each side has its own process. For each baseline both processes start together, so
 * that V8 has compiled as much on both sides; one is idle while the other works.
 */
export async function runTemporalCases(bench: Bench, cases: readonly TemporalCase[]): Promise<readonly BenchRow[]> {
  const world = await bench.world();
  const wishes = { nodeOptions: bench.workerOptions };
  const { rounds, roundMs, warmUpMs } = bench.close;
  const rows: BenchRow[] = [];
  for (const [side, suffix] of baselines) {
    const octavo = await world.startWorker('octavo', wishes);
    const hand = await world.startWorker(side, wishes);
    for (const one of cases) {
      const load = { durationMs: roundMs, inFlight: one.inFlight, warmUpMs };
      const subject = await octavoSide(world, octavo, one, load);
      const baseline = handSide(world, hand, one, load);
      const name = `${one.case}${suffix}`;
      rows.push(...(await compare({ ...one, case: name, rounds, subject, baseline }, bench.progress)));
    }
    await Promise.all([octavo.stop(), hand.stop()]);
  }
  return rows;
}

async function octavoSide(
  { connection }: World,
  worker: WorkerProcess,
  { tasks }: TemporalCase,
  load: WarmLoad,
): Promise<Side> {
  const client = await OctavoClient.connect({ connection, taskQueue: worker.taskQueue, actions: [echo] });
  const definition = client.prepare({ octavo: 1, id: 'bench', tasks });
  const runOnce = async (): Promise<string> => {
    const { workflowId, status, error } = await client.run(definition, { input: INPUT });
    if (status !== 'SUCCESS') throw new Error(`${workflowId} ended as ${status}: ${JSON.stringify(error)}`);
    return workflowId;
  };
  return workflowSide({ connection, worker, load, runOnce });
}

/** A hand-written workflow, on its own worker or on one with a plugin. */
export function handSide(
  { connection }: World,
  worker: WorkerProcess,
  { hand }: Pick<TemporalCase, 'hand'>,
  load: WarmLoad,
): Side {
  const client = new Client({ connection });
  const { taskQueue } = worker;
  const runOnce = async (): Promise<string> => {
    const workflowId = `hand-${crypto.randomUUID()}`;
    await client.workflow.execute(hand, { taskQueue, workflowId, args: [INPUT] });
    return workflowId;
  };
  return workflowSide({ connection, worker, load, runOnce });
}
