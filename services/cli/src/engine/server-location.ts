import type { OctavoConfig } from '@octavo/config';
import { CliError, exitCodes } from '../cli-error';
import { type Invoked, octavoCommand } from '../octavo-command';
import { type Address, configuredAddress, devAddress, probeAddress, tryToConnect } from './address';
import { findDev } from './dev-file';

/** A server that answers, and the task queue to use there. */
export interface ServerLocation extends Address {
  readonly taskQueue: string;
  /** Absent if it is not known. */
  readonly uiUrl?: string;
  /** True if no configuration named it, and it answers at Temporal's default port. */
  readonly isGuess?: true;
}

type Config = Pick<OctavoConfig, 'server' | 'namespace' | 'taskQueue' | 'unset' | 'folder'>;

/**
 * Finds the configured server, else that of the folder's `octavo dev`; undefined if there is neither.
 *
 * @throws TemporalServerError SERVER_UNREACHABLE if one is configured and does not answer
 */
export async function findServer(config: Config): Promise<ServerLocation | undefined> {
  const { server, namespace, taskQueue } = config;
  if (server === undefined) return findDevServer(config);
  const address = configuredAddress(server, namespace);
  await probeAddress(address);
  return { ...address, taskQueue };
}

/**
 * As `findServer`, else a server at Temporal's default port.
 *
 * @throws TemporalServerError SERVER_UNREACHABLE; CliError with the same code if none is configured
 */
export async function requireServer(config: Config, invoked: Invoked): Promise<ServerLocation> {
  const found = await findServer(config);
  if (found !== undefined) return found;
  const { namespace, taskQueue } = config;
  const address = configuredAddress({ address: devAddress, connectionOptions: {} }, namespace);
  if ((await tryToConnect(address.address)) !== undefined) throw noServer(invoked);
  return { ...address, taskQueue, isGuess: true };
}

function noServer(invoked: Invoked): CliError {
  const message = `No Temporal server is configured, and none answers at ${devAddress}.`;
  const advice = `${octavoCommand('dev', invoked)} starts one in another terminal; --address HOST:PORT or TEMPORAL_ADDRESS names another.`;
  return new CliError('SERVER_UNREACHABLE', `${message}\n${advice}`, { exitCode: exitCodes.unavailable });
}

/** A configured namespace or task queue takes precedence over that of `octavo dev`. */
async function findDevServer({ namespace, taskQueue, unset, folder }: Config): Promise<ServerLocation | undefined> {
  const dev = await findDev(folder);
  if (dev === undefined) return undefined;
  const { address, uiUrl } = dev;
  return {
    address,
    connectionOptions: { address },
    namespace: unset.has('namespace') ? dev.namespace : namespace,
    taskQueue: unset.has('taskQueue') ? dev.taskQueue : taskQueue,
    ...(uiUrl === undefined ? {} : { uiUrl }),
  };
}
