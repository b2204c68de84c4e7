import {
  type ClientConfigProfile,
  type ClientConfigTLS,
  type ClientConnectConfig,
  type ConfigDataSource,
  toClientOptions,
} from '@temporalio/envconfig';
import type { ConfigFile } from './config-schema';
import type { TlsFields } from './field-schemas';
import { withoutUndefined } from './fields';
import { readPem } from './read-pem';

/** A configured Temporal server. */
export interface ServerConfig {
  readonly address: string;
  /** For `Connection.connect` and `NativeConnection.connect`. */
  readonly connectionOptions: ClientConnectConfig['connectionOptions'];
}

export interface ServerChoice {
  /** Absent: no server is configured, so the embedded server is used. */
  readonly server?: ServerConfig;
  readonly namespace: string;
}

/**
 * Converts the server of the merged configuration to options of Temporal's libraries.
 *
 * @throws UnusableField
 */
export function chooseServer({ address, namespace, apiKey, tls, metadata }: ConfigFile['server']): ServerChoice {
  const profile: ClientConfigProfile = withoutUndefined({
    ...{ address, namespace, apiKey },
    grpcMeta: metadata,
    tls: tls === undefined ? undefined : readTls(typeof tls === 'boolean' ? { enabled: tls } : tls),
  });
  if (address === undefined) return { namespace };
  const { connectionOptions } = toClientOptions(profile);
  return { namespace, server: { address, connectionOptions: withoutUndefined(connectionOptions) } };
}

function readTls({ enabled, serverName, serverCa, clientCert, clientKey }: TlsFields): ClientConfigTLS {
  return withoutUndefined({
    ...{ disabled: enabled === undefined ? undefined : !enabled, serverName },
    serverCACert: toSource('serverCa', serverCa),
    clientCert: toSource('clientCert', clientCert),
    clientKey: toSource('clientKey', clientKey),
  });
}

function toSource(field: string, value: string | undefined): ConfigDataSource | undefined {
  return value === undefined ? undefined : { data: readPem(['server', 'tls', field], value) };
}
