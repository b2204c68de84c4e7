import { Connection, type ConnectionLike, type ConnectionOptions } from '@temporalio/client';
import { loadClientConnectConfig } from '@temporalio/envconfig';
import type { OctavoClientOptions } from './client-options';
import { RetriesUntilClosed } from './retries-until-closed';

export interface OpenConnection {
  readonly connection: ConnectionLike;
  readonly namespace: string;
  /** Closes what was opened here. */
  close(): Promise<void>;
}

/** The connection that was given, or one of its own: options come before the environment, that before the defaults. */
export async function openConnection(options: OctavoClientOptions): Promise<OpenConnection> {
  refuseTwice(options);
  const { connection: given, address, connectionOptions, namespace } = options;
  if (given !== undefined)
    return { connection: given, namespace: namespace ?? 'default', close: async () => undefined };
  const configured = loadClientConnectConfig();
  const retries = new RetriesUntilClosed();
  const merged = {
    ...configured.connectionOptions,
    ...connectionOptions,
    interceptors: [...retries.interceptors, ...(connectionOptions?.interceptors ?? [])],
    ...(address === undefined ? {} : { address }),
  };
  const connection = await Connection.connect({ ...merged, ...pastProxy(merged) });
  const close = async (): Promise<void> => {
    retries.close();
    await connection.close();
  };
  return { connection, namespace: namespace ?? configured.namespace ?? 'default', close };
}

/** Nothing that is given is ignored. */
function refuseTwice({ connection, address, connectionOptions, temporal = {} }: OctavoClientOptions): void {
  if (connection !== undefined && (address !== undefined || connectionOptions !== undefined))
    throw new TypeError('`connection` is open already: give it, or `address` and `connectionOptions`, not both.');
  for (const name of ['connection', 'namespace'])
    if (Reflect.get(temporal, name) !== undefined)
      throw new TypeError(`\`temporal.${name}\` is not possible: give \`${name}\`, which is beside \`temporal\`.`);
}

const THIS_MACHINE = /^(localhost|127(\.\d+){3}|\[::1\])(:\d+)?$/;

/** gRPC takes `https_proxy` for every host that `no_proxy` does not name; no proxy reaches a server on this machine. */
function pastProxy({ address, channelArgs }: ConnectionOptions): Pick<ConnectionOptions, 'channelArgs'> {
  if (address !== undefined && !THIS_MACHINE.test(address)) return {};
  return { channelArgs: { ...channelArgs, 'grpc.enable_http_proxy': 0 } };
}
