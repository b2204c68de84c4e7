import { callingServer, OctavoClient } from '@octavo/client';
import type { OctavoConfig } from '@octavo/config';
import type { CommandContext } from '../command';
import { loadProject, type Project } from '../project/project';
import { requireServer, type ServerLocation } from './server-location';
import { SharedStore } from './shared-store';

// This is all that a command needs which leaves the work to others. Nothing of a worker is loaded from here.

/** A server that answers, and a client of it; with what was started here for a run. */
export interface Engine {
  readonly client: OctavoClient;
  readonly address: string;
  readonly namespace: string;
  /** Runs of this client go to this task queue. */
  readonly taskQueue: string;
  /** The server's web UI, where it is known: a configured server does not tell. */
  readonly uiUrl: string | undefined;
  /** Of workers elsewhere; absent where their states are in memory, and where the worker is here. */
  readonly sharedStore?: SharedStore;
  /** What nobody else has and ends with this process: its server, the task queue that only it serves, or nothing. */
  readonly own: 'server' | 'taskQueue' | 'nothing';
  /** Rejects when something that was started here breaks down. Never resolves. */
  readonly broken: Promise<never>;
  /** Stops what was started, lets running actions end before, and closes what was opened. */
  close(): Promise<void>;
  /** Ends at once what must not outlive this process. */
  abandon(): Promise<void>;
}

/**
 * Runs a command against the server that is there, and closes the connection whatever comes of it.
 *
 * @param definition - path of the definition that the command is about
 */
export async function withEngine<T>(
  context: CommandContext,
  work: (engine: Engine, project: Project) => Promise<T>,
  definition?: string,
): Promise<T> {
  const project = await loadProject(context, definition);
  const engine = await connectToServer(project, context);
  try {
    return await callingServer(engine, () => work(engine, project));
  } finally {
    await engine.close();
  }
}

/**
 * Connects to the server that the project finds, and says so where nobody named it.
 *
 * @throws CliError SERVER_UNREACHABLE, OctavoError with a code of the Temporal server
 */
export async function connectToServer(project: Project, context: CommandContext): Promise<Engine> {
  const location = await requireServer(project.config, context);
  if (location.isGuess) context.io.stderr.write(`No server is configured; the one at ${location.address} is used.\n`);
  return connectEngine(project, location);
}

/**
 * Connects to a server.
 *
 * @throws OctavoError with a code of the Temporal server
 */
export async function connectEngine({ config, planner }: Project, location: ServerLocation): Promise<Engine> {
  const { address, namespace, taskQueue, connectionOptions, uiUrl } = location;
  const at = { address, namespace, taskQueue, connectionOptions };
  const sharedStore = SharedStore.of(config);
  const store = sharedStore === undefined ? {} : { store: sharedStore };
  const client = await OctavoClient.connect({ ...at, planner, ...store, ...takesPart(config) });
  const close = async (): Promise<void> => void (await Promise.all([client.close(), sharedStore?.close()]));
  const opened = { client, address, namespace, taskQueue, uiUrl, broken: never, close, abandon: close };
  return { ...opened, own: 'nothing', ...(sharedStore === undefined ? {} : { sharedStore }) };
}

/** Where a migration is configured, runs that are started here take part in it. */
export function takesPart({ migration }: Pick<OctavoConfig, 'migration'>): { readonly migration?: true } {
  return migration === undefined ? {} : { migration: true };
}

const never = new Promise<never>(() => undefined);
