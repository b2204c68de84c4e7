import { Connection, type ConnectionLike } from '@temporalio/client';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import type { OctavoClientOptions } from './client-options';

export interface OpenConnection {
  readonly connection: ConnectionLike;
  readonly namespace: string;
  /** Closes what was opened here. */
  close(): Promise<void>;
}

/** The connection that was given, or one of its own: options come before the environment, that before the defaults. */
export async function openConnection(options: OctavoClientOptions): Promise<OpenConnection> {
  const { connection: given, address, connectionOptions, namespace } = options;
  if (given !== undefined)
    return { connection: given, namespace: namespace ?? 'default', close: async () => undefined };
  const configured = loadClientConnectConfig();
  const connection = await Connection.connect({
    ...configured.connectionOptions,
    ...connectionOptions,
    ...(address === undefined ? {} : { address }),
  });
  return { connection, namespace: namespace ?? configured.namespace ?? 'default', close: () => connection.close() };
}
