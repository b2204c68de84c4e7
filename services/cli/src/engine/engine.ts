import { callingServer, OctavoClient } from '@octavo/client';
import type { OctavoConfig } from '@octavo/config';
import type { CommandContext } from '../command';
import { loadProject, type Project } from '../project/project';
import { requireServer, type ServerLocation } from './server-location';
import { SharedStore } from './shared-store';

// For commands that leave the work to other workers. Does not load the code of a worker.

/** A server that answers, its client, and everything that was started in this process for a run. */
export interface Engine {
  readonly client: OctavoClient;
  readonly address: string;
  readonly namespace: string;
  /** Runs of this client go to this task queue. */
  readonly taskQueue: string;
  /** The server's web UI; undefined if it is unknown, as for a configured server. */
  readonly uiUrl: string | undefined;
  /** The store of other workers; absent if they keep states in memory, or if the worker runs in this process. */
  readonly sharedStore?: SharedStore;
  /** What ends with this process: its own server, its own task queue, or nothing. */
  readonly own: 'server' | 'taskQueue' | 'nothing';
  /** Rejects when something that was started here fails. Never resolves. */
  readonly broken: Promise<never>;
  /** Waits for running actions, then stops and closes everything that was started and opened. */
  close(): Promise<void>;
  /** Stops at once everything that must not outlive this process. */
  abandon(): Promise<void>;
}

/**
 * Runs a command against an existing server, and always closes the connection.
 *
 * @param definition - path of the command's definition
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
 * Connects to the server of the project, and reports the address if none is configured.
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

/** The start option for runs that take part in the configured migration; empty if none is configured. */
export function takesPart({ migration }: Pick<OctavoConfig, 'migration'>): { readonly migration?: true } {
  return migration === undefined ? {} : { migration: true };
}

const never = new Promise<never>(() => undefined);
