import { readFileSync } from 'node:fs';
import {
  type ClientConfigProfile,
  type ClientConfigTLS,
  type ClientConnectConfig,
  type ConfigDataSource,
  toClientOptions,
} from '@temporalio/envconfig';
import { type ConfigFile, isPemText } from './config-schema';
import { withoutUndefined } from './fields';

/** The Temporal server that somebody configured. */
export interface ServerConfig {
  readonly address: string;
  /** For `Connection.connect` and `NativeConnection.connect`. */
  readonly connectionOptions: ClientConnectConfig['connectionOptions'];
}

export interface ServerChoice {
  /** Absent: nobody configured one, so the embedded one is meant. */
  readonly server?: ServerConfig;
  readonly namespace: string;
}

type TlsFields = Exclude<NonNullable<ConfigFile['server']['tls']>, boolean>;

/** A field of `server.tls` whose file cannot be read. */
export class UnreadablePem extends Error {
  readonly field: string;

  constructor(field: string, message: string, cause: unknown) {
    super(message, { cause });
    this.field = field;
  }
}

/**
 * The server of the merged configuration, in the form of Temporal's own libraries.
 *
 * @throws UnreadablePem
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
    serverCACert: readPem('serverCa', serverCa),
    clientCert: readPem('clientCert', clientCert),
    clientKey: readPem('clientKey', clientKey),
  });
}

function readPem(field: string, value: string | undefined): ConfigDataSource | undefined {
  if (value === undefined || isPemText(value)) return value === undefined ? undefined : { data: value };
  try {
    return { data: readFileSync(value) };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new UnreadablePem(
      field,
      code === 'ENOENT' ? `there is no such file: ${value}` : `cannot be read: ${message}`,
      error,
    );
  }
}
