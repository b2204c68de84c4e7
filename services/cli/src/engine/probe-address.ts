import { connect } from 'node:net';
import { CliError } from '../cli-error';
import { exitCodes } from '../exit-codes';
import { type Address, serverUnreachable } from './address';

const PROBE_MS = 3_000;

/**
 * Finds out within seconds whether anybody listens at an address; Temporal's client would try for longer.
 *
 * @throws CliError SERVER_UNREACHABLE
 */
export async function probeAddress(address: Address, isConfigured: boolean): Promise<void> {
  const failure = await tryToConnect(address.address);
  if (failure === undefined) return;
  if (isConfigured) throw serverUnreachable(address, failure);
  const message = `No Temporal server is configured, and none answers at ${address.address}.`;
  const advice = 'Start one with `octavo dev`, or name one by --address or TEMPORAL_ADDRESS.';
  throw new CliError('SERVER_UNREACHABLE', `${message}\n${advice}`, { exitCode: exitCodes.unavailable });
}

async function tryToConnect(address: string): Promise<string | undefined> {
  const at = address.lastIndexOf(':');
  const host = address.slice(0, at).replace(/^\[(.*)\]$/, '$1');
  const socket = connect({ host, port: Number(address.slice(at + 1)), timeout: PROBE_MS });
  const failure = await new Promise<string | undefined>((resolve) => {
    socket.once('connect', () => resolve(undefined));
    socket.once('timeout', () => resolve(`nothing came back within ${PROBE_MS / 1_000} seconds`));
    socket.once('error', (error) => resolve(error.message));
  });
  socket.destroy();
  return failure;
}
