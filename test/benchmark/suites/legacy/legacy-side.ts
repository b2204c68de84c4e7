import { isDeepStrictEqual } from 'node:util';
import { OctavoClient } from '@octavo/client';
import type { Json } from '@octavo/orchestrators';
import { checkInput, createPlanner } from '@octavo/planner';
import type { Connection } from '@temporalio/client';
import type { Side } from '../../measuring/compare';
import type { WarmLoad } from '../../measuring/run-load';
import { workflowSide } from '../../measuring/workflow-side';
import { benchActions } from '../../world/bench-actions';
import type { WorkerProcess } from '../../world/worker-process';

/** One run, with the signals of its client. */
export interface RunOfDefinition {
  readonly definition: object | string;
  readonly input: unknown;
  /** Sent right after the start; signals before their wait count too. */
  readonly signals?: readonly { readonly name: string; readonly sender?: string; readonly payload: unknown }[];
  /** The expected output, if given. */
  readonly output?: unknown;
}

/** One of the two engines with its worker. */
export interface Engine {
  readonly connection: Connection;
  readonly workflow: 'octavoRun' | 'legacyRun';
  readonly worker: WorkerProcess;
}

/** Starts the next run, waits for its end and returns its workflow id. */
export type RunNext = () => Promise<string>;

/** Starts runs in the same way for both engines: by Temporal's client, with a finished plan. */
export async function runsInTurn(engine: Engine, runs: readonly RunOfDefinition[]): Promise<RunNext> {
  const { connection, workflow, worker } = engine;
  const { taskQueue } = worker;
  const client = await OctavoClient.connect({ connection, taskQueue });
  const planned = runs.map((run) => ({ ...run, argument: toArgument(run) }));
  let next = 0;
  return async () => {
    const run = planned[next++ % planned.length];
    if (run === undefined) throw new Error('there is nothing to run');
    const { argument, signals = [] } = run;
    const workflowId = `${workflow}-${crypto.randomUUID()}`;
    await client.temporal.workflow.start(workflow, { args: [argument], workflowId, taskQueue });
    for (const { name, sender, payload } of signals)
      await client.signal(workflowId, name, payload, sender === undefined ? {} : { sender });
    const { status, error, output } = await client.result(workflowId);
    if (status !== 'SUCCESS') throw new Error(`${workflowId} ended as ${status}: ${JSON.stringify(error)}`);
    if ('output' in run && !isDeepStrictEqual(output, run.output))
      throw new Error(`${workflowId} gave ${JSON.stringify(output)} and not ${JSON.stringify(run.output)}`);
    return workflowId;
  };
}

/** The engine as a side of a comparison. */
export async function legacySide(engine: Engine, load: WarmLoad, runs: readonly RunOfDefinition[]): Promise<Side> {
  return workflowSide({ ...engine, load: { ...load, cycle: runs.length }, runOnce: await runsInTurn(engine, runs) });
}

const planner = createPlanner({ actions: benchActions() });

function toArgument({ definition, input }: RunOfDefinition): object {
  const { plan, problems } = planner.plan(definition);
  if (plan === undefined) throw new Error(JSON.stringify(problems));
  const checked = checkInput(plan, input as Json);
  if (checked.problems !== undefined) throw new Error(JSON.stringify(checked.problems));
  return { plan, input: checked.input };
}
