import { OctavoClient } from '@octavo/client';
import type { OctavoConfig } from '@octavo/config';
import type { CommandContext } from '../command-context';
import type { Project } from '../project/project';
import type { Engine } from './engine';
import { requireServer, type ServerLocation } from './server-location';
import { SharedStore } from './shared-store';

// This is all that a command needs which leaves the work to others. Nothing of a worker is loaded from here.

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
