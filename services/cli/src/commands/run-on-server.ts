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

/** What the client takes. */
export function toRunName({ runId }: RunNameOptions): { readonly runId?: string } {
  return runId === undefined ? {} : { runId };
}

/**
 * Does what only an open run takes.
 *
 * @throws CliError RUN_ENDED with the command that gives the end of the run
 */
export async function onOpenRun<T>(
  workflowId: string,
  context: CommandContext<RunNameOptions>,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    // Known by its name: its module would load the whole client.
    if (!(error instanceof Error) || (error as Partial<OctavoError>).code !== 'RUN_ENDED') throw error;
    const { runId } = context.options;
    const run = runId === undefined ? '' : ` --run-id ${quote(runId)}`;
    const result = octavoCommand(`result ${quote(workflowId)}${run}`, context);
    const message = `${error.message}.\n${result} gives its end.`;
    throw new CliError('RUN_ENDED', message, { exitCode: exitCodes.negative, cause: error });
  }
}

/** Whether a worker polls a task queue of the engine's server; true where the caller may not see that. */
export async function isPolled({ client, namespace }: Engine, taskQueue: string): Promise<boolean> {
  const { connection } = client.temporal;
  return await hasWorker({ connection, namespace, taskQueue }).catch(() => true);
}

/** The command that starts a worker for a task queue. */
function workerCommand(taskQueue: string, engine: Pick<Engine, 'taskQueue'>, invoked: Invoked): string {
  return octavoCommand('worker', invoked, taskQueue === engine.taskQueue ? {} : { taskQueue });
}

/** A line that says that a run stays open, and what to do. */
export function describeNoWorker(taskQueue: string, engine: Pick<Engine, 'taskQueue'>, invoked: Invoked): string {
  const worker = workerCommand(taskQueue, engine, invoked);
  return `${toLine(`No worker polls the task queue ${taskQueue}, so the run stays open until one does: ${worker} starts one.`)}\n`;
}

const FIRST_LOOK_MS = 1_000;
const NEXT_LOOK_MS = 10_000;

/** Resolves when no worker polls a task queue, which may come later. Rejects when `signal` is aborted. */
export async function untilUnpolled(engine: Engine, taskQueue: string, signal: AbortSignal): Promise<void> {
  for (let waitMs = FIRST_LOOK_MS; ; waitMs = NEXT_LOOK_MS) {
    await sleep(waitMs, undefined, { ref: false, signal });
    if (!(await isPolled(engine, taskQueue))) return;
  }
}

/** How states become readable without a worker. */
export const SHARE_STATES =
  'Keep them in Redis: `store` of the configuration, or OCTAVO_STORE, for workers and commands.';

interface RunAt {
  readonly workflowId: string;
  readonly taskQueue: string;
  readonly engine: Engine;
}

/** A line for what the store told in place of a worker; empty where it is as good. */
export function describeSource({ mayBeBehind = false }: Partial<ReadFrom>, workflowId: string): string {
  return mayBeBehind ? `No worker answers for ${toLine(workflowId)}; this is of the store, and may be behind.\n` : '';
}

/** Why neither a worker nor the store tells the tasks of a run, and what to do. */
export function explainUnread({ workflowId, taskQueue, engine }: RunAt, invoked: Invoked): string {
  const worker = workerCommand(taskQueue, engine, invoked);
  const store = describeStore(engine.sharedStore);
  return `No worker answers for ${toLine(workflowId)}, and ${store} Start a worker with ${worker}.`;
}

function describeStore(store: Engine['sharedStore']): string {
  if (store === undefined) return `each worker keeps states in its own memory. ${SHARE_STATES}`;
  const { failure } = store;
  if (failure === undefined) return 'the store knows nothing of this run.';
  return `the store cannot be read: ${failure.reason} ${failure.advice}`;
}
