import type { ServerConfig } from '@octavo/config';

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
