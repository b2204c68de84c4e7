import { connect } from 'node:net';
import type * as temporalErrors from '@octavo/activities/temporal-errors';
import type { ServerConfig } from '@octavo/config';

/** The address of a server. */
export interface Address {
  readonly address: string;
  readonly namespace: string;
  readonly connectionOptions: ServerConfig['connectionOptions'] & { readonly address: string };
}

/** The address of the configured server. */
export function configuredAddress(server: ServerConfig, namespace: string): Address {
  const { address, connectionOptions } = server;
  return { address, namespace, connectionOptions: { ...connectionOptions, address } };
}

/** Temporal's default ports, so that its tools find `octavo dev` without an option. */
export const devPort = 7233;
export const devUiPort = 8233;

/** `octavo dev` listens here, and other commands try this address when no server is configured. */
export const devAddress = `127.0.0.1:${devPort}`;

const PROBE_MS = 3_000;

/**
 * Checks within seconds whether a server listens at an address; Temporal's client would try for longer.
 *
 * @throws TemporalServerError SERVER_UNREACHABLE
 */
export async function probeAddress(server: Address): Promise<void> {
  const details = await tryToConnect(server.address);
  if (details === undefined) return;
  const { TemporalServerError } = require('@octavo/activities/temporal-errors') as typeof temporalErrors;
  throw TemporalServerError.from({ code: UNAVAILABLE, details }, server);
}

/** The status code of gRPC. */
const UNAVAILABLE = 14;

/** The reason why an address, `host:port` or `host`, accepts no connection; undefined if it accepts one. */
export async function tryToConnect(address: string): Promise<string | undefined> {
  const { host, port } = parseAddress(address);
  const socket = connect({ host, port, timeout: PROBE_MS });
  const failure = await new Promise<string | undefined>((resolve) => {
    socket.once('connect', () => resolve(undefined));
    socket.once('timeout', () => resolve(`nothing came back within ${PROBE_MS / 1_000} seconds`));
    socket.once('error', (error) => resolve(error.message));
  });
  socket.destroy();
  return failure;
}

/** The default port is Temporal's. */
function parseAddress(address: string): { readonly host: string; readonly port: number } {
  const { hostname, port } = new URL(`tcp://${address}`);
  return { host: hostname.replace(/^\[(.*)\]$/, '$1'), port: port === '' ? devPort : Number(port) };
}
