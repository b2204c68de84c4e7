import { setTimeout as sleep } from 'node:timers/promises';
import { hasWorker, type TaskQueueOfServer } from '@octavo/client';
import { createSecrets, type OctavoConfig } from '@octavo/config';
import type { TaskStateStore } from '@octavo/state';
import { createOctavoWorker, type OctavoWorker, TemporalServerError, WorkerStartError } from '@octavo/worker';
import { type Logger, Runtime } from '@temporalio/worker';
import { CliError, exitCodes } from '../cli-error';
import type * as migrationModule from '../migration/open-migration';
import type { OpenMigration } from '../migration/open-migration';
import { flushLogs, onFlushLogs } from '../process-output';
import type { Project } from '../project/project';
import type { Address } from './address';
import { installedLog, type LogListener } from './install-log';
import type { ServerLocation } from './server-location';
import { createStore } from './shared-store';

/** A running worker in this process. */
export interface RunningWorker {
  readonly worker: OctavoWorker;
  readonly store: TaskStateStore;
  /** Rejects when it fails. Never resolves. */
  readonly broken: Promise<never>;
  /** Stops it after its running actions have ended, and closes everything that it used. */
  stop(): Promise<void>;
}

/** The input for a worker in this process, beside the configuration. */
export interface WorkerSurroundings {
  readonly env: NodeJS.ProcessEnv;
  /** Receives messages for operators. */
  readonly onLog: LogListener;
  /** `host:port` for probes. Default: none. */
  readonly health?: string | undefined;
}

/**
 * Starts a worker of a project on the task queue of a location.
 *
 * @throws what `startWorker` throws
 */
export async function startWorkerAt(
  project: Project,
  location: ServerLocation,
  surroundings: WorkerSurroundings,
): Promise<RunningWorker> {
  const { namespace, taskQueue } = location;
  const config = { ...project.config, namespace, taskQueue };
  return startWorker({ ...project, config }, location, surroundings);
}

/**
 * Starts a worker as configured.
 *
 * @throws CliError CONFIG_INVALID with every mistake in definitions, actions and flags; TemporalServerError
 */
async function startWorker(
  project: Project,
  address: Address,
  { env, onLog, health }: WorkerSurroundings,
): Promise<RunningWorker> {
  const migration = await openMigration(project.config, onLog);
  const store = createStore(project.config);
  const close = async (): Promise<void> => {
    await Promise.all([store.close(), migration?.close()]);
  };
  const worker = await createWorker(project, address, { store, env, migration, health }).catch(
    async (error: unknown) => {
      await close();
      throw error;
    },
  );
  const { logger } = Runtime.instance();
  onFlushLogs(() => flushAll(logger));
  const ended = worker.run();
  const broken = new Promise<never>((_resolve, reject) => void ended.catch(reject));
  broken.catch(() => undefined);
  const stop = async (): Promise<void> => {
    worker.shutdown();
    await ended.catch(() => undefined);
    await close();
    flushLogs();
  };
  return { worker, store, broken, stop };
}

/** First writes the lines that the SDK buffers, then the counts of suppressed lines. */
function flushAll(logger: Logger & { flush?(): void }): void {
  logger.flush?.();
  installedLog()?.flush();
}

interface WorkerParts {
  readonly store: TaskStateStore;
  readonly env: NodeJS.ProcessEnv;
  readonly migration: OpenMigration | undefined;
  readonly health: string | undefined;
}

async function createWorker(
  { config, ownActions }: Project,
  { connectionOptions, namespace }: Address,
  { store, env, migration, health }: WorkerParts,
): Promise<OctavoWorker> {
  const { taskQueue, egress, shell, limits, definitions } = config;
  const secrets = createSecrets(config.secrets, env);
  installedLog()?.mask(secrets);
  try {
    return await createOctavoWorker({
      ...{ connectionOptions, namespace, taskQueue, store, egress, shell, limits, actions: ownActions },
      secrets,
      ...(definitions === undefined ? {} : { definitions }),
      ...(health === undefined ? {} : { health }),
      ...(migration === undefined ? {} : { addition: migration.addition }),
    });
  } catch (error) {
    if (!(error instanceof WorkerStartError)) throw error;
    throw new CliError('CONFIG_INVALID', error.message, { details: { problems: [...error.problems] }, cause: error });
  }
}

/** Both engines, if a migration is configured; its packages are loaded only then. */
async function openMigration(
  { migration }: Pick<OctavoConfig, 'migration'>,
  onLog: LogListener,
): Promise<OpenMigration | undefined> {
  return migration === undefined ? undefined : await loadMigration().openMigration(migration, onLog);
}

const loadMigration = () => require('../migration/open-migration') as typeof migrationModule;

const POLL_MS = 20;
const MAX_ATTEMPTS = 250;

/** Waits until the server lists a new worker, five seconds at most. */
export async function untilPolled(queue: TaskQueueOfServer): Promise<void> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS && !(await hasWorker(queue)); attempt += 1) await sleep(POLL_MS);
}

/** Throws the error for a worker of this process that stopped by itself. */
export function workerFailed(error: unknown): never {
  if (error instanceof CliError) throw error;
  const reason = error instanceof Error ? error.message : String(error);
  const code = error instanceof TemporalServerError ? error.code : 'WORKER_STOPPED';
  throw new CliError(code, `The worker stopped: ${reason}`, { exitCode: exitCodes.unavailable, cause: error });
}
