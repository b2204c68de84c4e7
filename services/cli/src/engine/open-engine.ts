import { OctavoClient } from '@octavo/client';
import type { OctavoConfig } from '@octavo/config';
import type { TemporalServer } from '@octavo/temporal-server';
import type { CommandContext } from '../command-context';
import type { Project } from '../project/project';
import { type Address, configuredAddress, serverUnreachable } from './address';
import { devAddress } from './dev-address';
import { endServer } from './embedded-server';
import type { Engine } from './engine';
import { hasWorker } from './has-worker';
import { probeAddress } from './probe-address';
import type { LogListener } from './quiet-runtime';
import type * as runtimeModule from './quiet-runtime';
import type { RunningWorker, WorkerSurroundings } from './running-worker';
import type * as workerModule from './running-worker';

const quietRuntime: typeof runtimeModule.quietRuntime = (...a) =>
  (require('./quiet-runtime') as typeof runtimeModule).quietRuntime(...a);
const startWorker: typeof workerModule.startWorker = (...a) =>
  (require('./running-worker') as typeof workerModule).startWorker(...a);

/** What the commands that only look at runs, or signal them, work with: a client of a server that is there. */
export async function connectEngine({ config, planner }: Project): Promise<Engine> {
  const { server = { address: devAddress, connectionOptions: {} }, namespace } = config;
  const address = configuredAddress(server, namespace);
  await probeAddress(address, config.server !== undefined);
  const client = await connect(address, () =>
    OctavoClient.connect({ ...address, taskQueue: config.taskQueue, planner, ...takesPart(config) }),
  );
  return { client, address: address.address, namespace, uiUrl: undefined, broken: never, close: () => client.close() };
}

/** What `openEngine` needs. */
export interface EngineRequest {
  readonly project: Project;
  readonly context: CommandContext;
  /** The embedded server that was started for this; undefined where one is configured. */
  readonly embedded: Promise<TemporalServer> | undefined;
  readonly onLog: LogListener;
}

/** What `run` works with: the configured server or the embedded one, and a worker here, where no other is at work. */
export async function openEngine({ project, context, embedded, onLog }: EngineRequest): Promise<Engine> {
  const { server, namespace, taskQueue } = project.config;
  const surroundings = { env: context.io.env, onLog };
  const quiet = (): void => quietRuntime(context, onLog, project.config);
  if (embedded !== undefined) {
    quiet();
    return startEngine(project, embedded, surroundings);
  }
  if (server === undefined) throw new Error('openEngine: neither a configured server nor an embedded one');
  const address = configuredAddress(server, namespace);
  const start = (): Promise<RunningWorker> => {
    quiet();
    return startWorker(project, address, surroundings);
  };
  const remote = await connectEngine(project);
  if (await connect(address, () => hasWorker(remote.client, taskQueue))) return withReserve(remote, start);
  await remote.close();
  const running = await start();
  return engineOf({ project, running, address: server.address, uiUrl: undefined, close: () => running.stop() });
}

/** A worker that the server knows may have gone a minute ago: then one is started here after all. */
function withReserve(remote: Engine, start: () => Promise<RunningWorker>): Engine {
  let starting: Promise<RunningWorker> | undefined;
  const workHere = async (): Promise<never> => {
    starting ??= start();
    return (await starting).broken;
  };
  const close = async (): Promise<void> => {
    const running = await starting?.catch(() => undefined);
    await running?.stop();
    await remote.close();
  };
  return { ...remote, workHere, close };
}

async function startEngine(
  project: Project,
  starting: Promise<TemporalServer>,
  surroundings: WorkerSurroundings,
): Promise<Engine> {
  const { namespace } = project.config;
  const server = await starting;
  const { address, uiUrl } = server;
  const close = async (running?: RunningWorker): Promise<void> => {
    await running?.stop();
    await endServer(server);
  };
  try {
    const running = await startWorker(project, { address, namespace, connectionOptions: { address } }, surroundings);
    return await engineOf({ project, running, address, uiUrl, close: () => close(running), ended: server.ended });
  } catch (error) {
    await close();
    throw error;
  }
}

interface EngineParts {
  readonly project: Project;
  readonly running: RunningWorker;
  readonly address: string;
  readonly uiUrl: string | undefined;
  readonly ended?: Promise<string>;
  readonly close: () => Promise<void>;
}

// The client goes over the worker's own connection: the server can then hand it the first workflow task at once.
async function engineOf({ project, running, address, uiUrl, close, ended }: EngineParts): Promise<Engine> {
  const { worker, store } = running;
  const { connection, namespace, taskQueue } = worker;
  const { planner, config } = project;
  const client = await OctavoClient.connect({ connection, namespace, taskQueue, store, planner, ...takesPart(config) });
  const serverEnd = ended?.then((how) => Promise.reject(serverUnreachable({ address, namespace }, how))) ?? never;
  const broken = Promise.race([running.broken, serverEnd]);
  // Whoever is told to leave before the engine is there never looks at it.
  broken.catch(() => undefined);
  return { client, address, namespace, uiUrl, broken, close };
}

/** Where a migration is configured, runs that are started here take part in it. */
function takesPart({ migration }: Pick<OctavoConfig, 'migration'>): { readonly migration?: true } {
  return migration === undefined ? {} : { migration: true };
}

const never = new Promise<never>(() => undefined);

async function connect<T>(address: Address, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw serverUnreachable(address, error);
  }
}
