import { createSecrets, type OctavoConfig } from '@octavo/config';
import { MemoryTaskStateStore, RedisTaskStateStore, type TaskStateStore } from '@octavo/state';
import { createOctavoWorker, type OctavoWorker, WorkerStartError } from '@octavo/worker';
import { CliError } from '../cli-error';
import type { Project } from '../project/project';
import type { Address } from './address';

/** A worker at work in this process. */
export interface RunningWorker {
  readonly worker: OctavoWorker;
  readonly store: TaskStateStore;
  /** Rejects when it breaks down. Never resolves. */
  readonly broken: Promise<never>;
  /** Lets it come to rest, and closes what it used. */
  stop(): Promise<void>;
}

/**
 * Starts a worker as the configuration has it.
 *
 * @throws CliError CONFIG_INVALID with every mistake in definitions and actions
 */
export async function startWorker(project: Project, address: Address, env: NodeJS.ProcessEnv): Promise<RunningWorker> {
  const store = createStore(project.config);
  const worker = await createWorker(project, address, { store, env });
  const ended = worker.run();
  const broken = new Promise<never>((_resolve, reject) => void ended.catch(reject));
  broken.catch(() => undefined);
  const stop = async (): Promise<void> => {
    worker.shutdown();
    await ended.catch(() => undefined);
    await store.close();
  };
  return { worker, store, broken, stop };
}

async function createWorker(
  { config, ownActions }: Project,
  { connectionOptions, namespace }: Address,
  { store, env }: { readonly store: TaskStateStore; readonly env: NodeJS.ProcessEnv },
): Promise<OctavoWorker> {
  const { taskQueue, egress, shell, limits, definitions } = config;
  try {
    return await createOctavoWorker({
      ...{ connectionOptions, namespace, taskQueue, store, egress, shell, limits, actions: ownActions },
      secrets: createSecrets(config.secrets, env),
      ...(definitions === undefined ? {} : { definitions }),
    });
  } catch (error) {
    await store.close();
    if (!(error instanceof WorkerStartError)) throw error;
    throw new CliError('CONFIG_INVALID', error.message, { details: { problems: [...error.problems] }, cause: error });
  }
}

/** The store that the configuration names. */
export function createStore({ store }: Pick<OctavoConfig, 'store'>): TaskStateStore {
  return store.kind === 'memory' ? new MemoryTaskStateStore() : new RedisTaskStateStore(store);
}
