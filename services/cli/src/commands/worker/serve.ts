import type { CommandContext } from '../../command-context';
import { untilPolled } from '../../engine/until-polled';
import type { RunningWorker, WorkerSurroundings } from '../../engine/running-worker';
import type { ServerLocation } from '../../engine/server-location';
import { startWorkerAt } from '../../engine/start-worker-at';
import { workerFailed } from '../../engine/worker-failed';
import type { Project } from '../../project/project';
import { onAnySignal, watchInterrupts } from '../../signals/interrupts';

/** Starts a worker, and returns when the server lists it: `octavo run` leaves its work to none that is not listed. */
export async function startListedWorker(
  project: Project,
  location: ServerLocation,
  surroundings: WorkerSurroundings,
): Promise<RunningWorker> {
  const running = await startWorkerAt(project, location, { ...surroundings, health: project.config.health });
  const { connection } = running.worker;
  // A worker may be allowed to poll, and not to see who polls.
  const listed = untilPolled({ ...location, connection }).catch(() => undefined);
  await Promise.race([listed, running.broken.catch(workerFailed)]);
  return running;
}

/** What a command serves with until a signal. */
export interface Serving {
  /** Rejects when it breaks down. Never resolves. */
  readonly broken: Promise<never>;
  /** Lets running actions end, and stops it. */
  stop(): Promise<void>;
}

/**
 * Starts something, waits for a signal and stops it; a second signal leaves at once. A signal that comes while it starts
 * stops it as well. `say` tells people.
 */
export async function serveUntilInterrupted(
  start: () => Promise<Serving>,
  { io }: Pick<CommandContext, 'io'>,
  say: (text: string) => void,
): Promise<void> {
  const interrupts = watchInterrupts(io, onAnySignal);
  const asked = new Promise<void>((resolve) => (interrupts.onFirst = resolve));
  try {
    const serving = await Promise.race([start(), interrupts.leave()]);
    await Promise.race([asked, serving.broken.catch(workerFailed)]);
    say('Stopping: running actions may finish. Ctrl-C again leaves at once.');
    await Promise.race([serving.stop(), interrupts.leave()]);
  } finally {
    interrupts.stop();
  }
}
