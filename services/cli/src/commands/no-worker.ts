import { setTimeout as sleep } from 'node:timers/promises';
import { hasWorker } from '@octavo/client';
import type { Engine } from '../engine/engine';
import { toLine } from '../terminal/format';
import { type Invoked, octavoCommand } from '../octavo-command';

/** Whether a worker polls a task queue of the engine's server; true where the caller may not see that. */
export async function isPolled({ client, namespace }: Engine, taskQueue: string): Promise<boolean> {
  const { connection } = client.temporal;
  return await hasWorker({ connection, namespace, taskQueue }).catch(() => true);
}

/** The command that starts a worker for a task queue. */
export function workerCommand(taskQueue: string, engine: Pick<Engine, 'taskQueue'>, invoked: Invoked): string {
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
