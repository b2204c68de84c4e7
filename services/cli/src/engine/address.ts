import type { ServerConfig } from '@octavo/config';
import { CliError } from '../cli-error';
import { exitCodes } from '../exit-codes';

/** Where a server is, for whoever connects to it. */
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

/** A server that does not answer, or not to us. */
export function serverUnreachable(
  { address, namespace }: Pick<Address, 'address' | 'namespace'>,
  cause: unknown,
): CliError {
  const reason = (cause instanceof Error ? cause.message : String(cause)).replace(/\.$/, '');
  const message = `The Temporal server at ${address} (namespace ${namespace}) does not answer: ${reason}.`;
  return new CliError('SERVER_UNREACHABLE', message, { exitCode: exitCodes.unavailable, cause });
}
