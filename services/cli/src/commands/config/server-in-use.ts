import type { OctavoConfig } from '@octavo/config';
import { devAddress } from '../../engine/dev-address';
import { findServer } from '../../engine/server-location';

/** The server that commands use with a configuration. */
export interface ServerInUse {
  /** `host:port` */
  readonly address: string;
  readonly namespace: string;
  readonly taskQueue: string;
  /** What names it: the configuration, or the `octavo dev` of the folder. */
  readonly namedBy: 'configuration' | 'dev';
}

/** Finds it; one that is configured need not answer. Undefined where nothing names a server. */
export async function findServerInUse(config: OctavoConfig): Promise<ServerInUse | undefined> {
  const { server, namespace, taskQueue } = config;
  if (server !== undefined) return { address: server.address, namespace, taskQueue, namedBy: 'configuration' };
  const dev = await findServer(config);
  if (dev === undefined) return undefined;
  return { address: dev.address, namespace: dev.namespace, taskQueue: dev.taskQueue, namedBy: 'dev' };
}

/** The last line of `octavo config show`. */
export function describeServer(server: ServerInUse | undefined): string {
  if (server === undefined) {
    const advice = `\`run\` starts one of its own; \`start\`, \`ls\` and others look for one at ${devAddress}.`;
    return `Server in use: none is configured, and no \`octavo dev\` runs for this folder. ${advice}`;
  }
  const { address, namespace, taskQueue, namedBy } = server;
  const by = namedBy === 'dev' ? '`octavo dev` of this folder' : 'as configured';
  return `Server in use: ${address}, namespace ${namespace}, task queue ${taskQueue} (${by})`;
}
