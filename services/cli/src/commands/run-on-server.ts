import { setTimeout as sleep } from 'node:timers/promises';
import { hasWorker, type OctavoError, type ReadFrom } from '@octavo/client';
import { CliError, exitCodes } from '../cli-error';
import type { CommandContext } from '../command';
import type { Engine } from '../engine/engine';
import { type Invoked, octavoCommand, quote } from '../octavo-command';
import { toLine } from '../terminal/format';

/** The option that names one run of a workflow id. */
export interface RunNameOptions {
  /** Default: the latest run of the workflow id. */
  readonly runId?: string;
}

/** The options in the client's form. */
export function toRunName({ runId }: RunNameOptions): { readonly runId?: string } {
  return runId === undefined ? {} : { runId };
}

/**
 * Calls `work`, which needs an open run.
 *
 * @throws CliError RUN_ENDED with the command that shows how the run ended
 */
export async function onOpenRun<T>(
  workflowId: string,
  context: CommandContext<RunNameOptions>,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    // Recognized by its code, because an import of the class would load the whole client.
    if (!(error instanceof Error) || (error as Partial<OctavoError>).code !== 'RUN_ENDED') throw error;
    const { runId } = context.options;
    const run = runId === undefined ? '' : ` --run-id ${quote(runId)}`;
    const result = octavoCommand(`result ${quote(workflowId)}${run}`, context);
    const message = `${error.message}.\n${result} shows how it ended.`;
    throw new CliError('RUN_ENDED', message, { exitCode: exitCodes.negative, cause: error });
  }
}

/** Whether a worker polls a task queue of the engine's server; true if the caller lacks the permission to see that. */
export async function isPolled({ client, namespace }: Engine, taskQueue: string): Promise<boolean> {
  const { connection } = client.temporal;
  return await hasWorker({ connection, namespace, taskQueue }).catch(() => true);
}

/** The command that starts a worker for a task queue. */
function workerCommand(taskQueue: string, engine: Pick<Engine, 'taskQueue'>, invoked: Invoked): string {
  return octavoCommand('worker', invoked, taskQueue === engine.taskQueue ? {} : { taskQueue });
}

/** A line that reports that no worker polls the task queue of an open run, and what to do. */
export function describeNoWorker(taskQueue: string, engine: Pick<Engine, 'taskQueue'>, invoked: Invoked): string {
  const worker = workerCommand(taskQueue, engine, invoked);
  return `${toLine(`No worker polls the task queue ${taskQueue}, so the run stays open until one does: ${worker} starts one.`)}\n`;
}

const FIRST_LOOK_MS = 1_000;
const NEXT_LOOK_MS = 10_000;

/** Resolves as soon as no worker polls a task queue. Rejects when `signal` is aborted. */
export async function untilUnpolled(engine: Engine, taskQueue: string, signal: AbortSignal): Promise<void> {
  for (let waitMs = FIRST_LOOK_MS; ; waitMs = NEXT_LOOK_MS) {
    await sleep(waitMs, undefined, { ref: false, signal });
    if (!(await isPolled(engine, taskQueue))) return;
  }
}

/** Advice: how to make states readable without a worker. */
export const SHARE_STATES =
  'Keep states in Redis: set `store` in the configuration, or OCTAVO_STORE, for workers and commands.';

interface RunAt {
  readonly workflowId: string;
  readonly taskQueue: string;
  readonly engine: Engine;
  readonly obstacle?: string | undefined;
}

/** A line for data that come from the store instead of a worker; empty if they cannot be out of date. */
export function describeSource({ mayBeBehind = false }: Partial<ReadFrom>, workflowId: string): string {
  return mayBeBehind
    ? `No worker answers for ${toLine(workflowId)}; the data come from the store, and may be out of date.\n`
    : '';
}

/** The reason why neither a worker nor the store can give the tasks of a run, and what to do. */
export function explainUnread({ workflowId, taskQueue, engine, obstacle }: RunAt, invoked: Invoked): string {
  if (obstacle !== undefined) return `${toLine(workflowId)} does not move: ${toLine(obstacle)}`;
  const worker = workerCommand(taskQueue, engine, invoked);
  const store = describeStore(engine.sharedStore);
  return `No worker answers for ${toLine(workflowId)}, and ${store} Start a worker with ${worker}.`;
}

function describeStore(store: Engine['sharedStore']): string {
  if (store === undefined) return `each worker keeps states in its own memory. ${SHARE_STATES}`;
  const { failure } = store;
  if (failure === undefined) return 'the store does not have this run.';
  return `the store cannot be read: ${failure.reason} ${failure.advice}`;
}
