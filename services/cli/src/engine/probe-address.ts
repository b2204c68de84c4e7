import { connect } from 'node:net';
import { CliError } from '../cli-error';
import { type Address, serverUnreachable } from './address';
import { devPort } from './dev-address';

const PROBE_MS = 3_000;

/**
 * Finds out within seconds whether anybody listens at an address; Temporal's client would try for longer.
 *
 * @throws CliError SERVER_UNREACHABLE
 */
export async function probeAddress(address: Address): Promise<void> {
  const failure = await tryToConnect(address.address);
  if (failure !== undefined) throw serverUnreachable(address, failure);
}

/** Why nobody takes a connection at an address; undefined where somebody does. */
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

const ADDRESS = /^(?:\[(?<ipv6>[^\]]+)\]|(?<name>[^:]+))(?::(?<port>\d{1,5}))?$/;

/** Without a port, Temporal's own is meant. */
function parseAddress(address: string): { readonly host: string; readonly port: number } {
  const { ipv6, name, port = `${devPort}` } = ADDRESS.exec(address)?.groups ?? {};
  const host = ipv6 ?? name;
  if (host !== undefined && Number(port) >= 1 && Number(port) <= 65_535) return { host, port: Number(port) };
  throw new CliError(
    'USAGE_INVALID',
    `"${address}" is no address of a server; expected host:port such as localhost:7233.`,
  );
}
