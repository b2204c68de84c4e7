import type { ReadFrom } from '@octavo/client';
import type { Engine } from '../engine/engine';
import { toLine } from '../terminal/format';
import type { Invoked } from '../octavo-command';
import { workerCommand } from './no-worker';

/** How states become readable without a worker. */
export const SHARE_STATES =
  'Keep them in Redis: `store` of the configuration, or OCTAVO_STORE, for workers and commands.';

interface RunAt {
  readonly workflowId: string;
  readonly runId?: string;
  /** Where it is not known, the server is asked. */
  readonly taskQueue?: string | undefined;
  readonly engine: Engine;
}

/** A line for what the store told in place of a worker; empty where it is as good. */
export function describeSource({ mayBeBehind = false }: Partial<ReadFrom>, workflowId: string): string {
  return mayBeBehind ? `No worker answers for ${toLine(workflowId)}; this is of the store, and may be behind.\n` : '';
}

/** Why neither a worker nor the store tells the tasks of a run, and what to do. */
export async function explainUnread(
  { workflowId, runId, taskQueue: known, engine }: RunAt,
  invoked: Invoked,
): Promise<string> {
  const { client, sharedStore } = engine;
  const taskQueue = known ?? (await client.temporal.workflow.getHandle(workflowId, runId).describe()).taskQueue;
  const worker = workerCommand(taskQueue, engine, invoked);
  return `No worker answers for ${toLine(workflowId)}, and ${describeStore(sharedStore)} Start a worker with ${worker}.`;
}

function describeStore(store: Engine['sharedStore']): string {
  if (store === undefined) return `each worker keeps states in its own memory. ${SHARE_STATES}`;
  const { failure } = store;
  if (failure === undefined) return 'the store knows nothing of this run.';
  return `the store cannot be read: ${failure.reason} ${failure.advice}`;
}
