import type { MigrationConfig } from '@octavo/config';
import { CliError, type ExitCode, exitCodes } from '../cli-error';
import type { CommandContext } from '../command';
import { type Announcement, logToStderr } from '../engine/install-log';
import {
  type RunningWorker,
  startWorkerAt,
  untilPolled,
  workerFailed,
  type WorkerSurroundings,
} from '../engine/running-worker';
import { findServer, type ServerLocation } from '../engine/server-location';
import { octavoCommand } from '../octavo-command';
import { loadProject, type Project } from '../project/project';
import { onAnySignal, watchInterrupts } from '../signals';

/** `octavo worker`: runs a worker for a server until a signal. */
export async function worker(context: CommandContext): Promise<ExitCode> {
  const { io } = context;
  const project = await loadProject(context);
  const location = (await findServer(project.config)) ?? refuse(project, context);
  const { log, say } = logToStderr(context, project.config);
  const start = async (): Promise<Serving> => {
    const running = await startListedWorker(project, location, { env: io.env, onLog: log.write });
    say(welcome(project, location));
    return running;
  };
  await serveUntilInterrupted(start, context, say);
  return exitCodes.success;
}

function welcome({ config: { migration } }: Project, { taskQueue, address, namespace }: ServerLocation): Announcement {
  const works = `Working on ${taskQueue} at ${address}, namespace ${namespace}. Ctrl-C ends it.`;
  const message = `Working on ${taskQueue}`;
  const fields = { address, namespace, taskQueue };
  if (migration === undefined) return { text: works, message, fields };
  const tasks = describeMigration(migration);
  return { text: `${works} A migration is active: ${tasks}.`, message, fields: { ...fields, migration: tasks } };
}

/**
 * A server at Temporal's default port may have workflows of other users. This worker would execute them with its own actions
 * and secrets.
 */
function refuse({ config: { folder } }: Project, context: CommandContext): never {
  const message = `No server is configured, and no \`octavo dev\` runs for ${folder}.`;
  const [worker, dev] = [octavoCommand('worker --address HOST:PORT', context), octavoCommand('dev', context)];
  const advice = `${worker} runs a worker for a server; ${dev} starts a server with a worker.`;
  throw new CliError('USAGE_INVALID', `${message}\n${advice}`);
}

/** Starts a worker, and returns when the server lists it, because `octavo run` uses only listed workers. */
export async function startListedWorker(
  project: Project,
  location: ServerLocation,
  surroundings: WorkerSurroundings,
): Promise<RunningWorker> {
  const running = await startWorkerAt(project, location, { ...surroundings, health: project.config.health });
  const { connection } = running.worker;
  // A worker may have the permission to poll, but not to list the pollers.
  const listed = untilPolled({ ...location, connection }).catch(() => undefined);
  await Promise.race([listed, running.broken.catch(workerFailed)]);
  return running;
}

/** A service that runs until a signal. */
interface Serving {
  /** Rejects when it fails. Never resolves. */
  readonly broken: Promise<never>;
  /** Stops it after its running actions have ended. */
  stop(): Promise<void>;
}

/**
 * Starts a service, waits for a signal, and stops the service; a second signal exits at once. A signal during the start also
 * stops it. `say` writes messages.
 */
export async function serveUntilInterrupted(
  start: () => Promise<Serving>,
  { io }: Pick<CommandContext, 'io'>,
  say: (text: string) => void,
): Promise<void> {
  const interrupts = watchInterrupts(io, onAnySignal);
  const interrupted = new Promise<void>((resolve) => (interrupts.onFirst = resolve));
  try {
    const serving = await Promise.race([start(), interrupts.leave()]);
    await Promise.race([interrupted, serving.broken.catch(workerFailed)]);
    say('Stopping: running actions may finish. Ctrl-C again exits at once.');
    await Promise.race([serving.stop(), interrupts.leave()]);
  } finally {
    interrupts.stop();
  }
}

/** A text that says what chooses the engine of a task: `both engines, by the rules in /srv/rollout`. */
export function describeMigration({ store, flags }: MigrationConfig): string {
  if (flags.kind !== 'store') return `both engines, by the flags of ${flags.path}`;
  return `both engines, by the rules in ${store.kind === 'folder' ? store.folder : 'Redis'}`;
}
