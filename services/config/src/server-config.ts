import { resolve } from 'node:path';
import { type ClientConnectConfig, loadClientConfigProfile, toClientOptions } from '@temporalio/envconfig';
import type { ConfigFile } from './config-schema';
import type { Environment } from './environment';

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

/**
 * Temporal's standard configuration, by its own library: the environment, then `server` of our file, then Temporal's
 * file (profile `default`). @throws Error where that file or a certificate cannot be read
 */
export function chooseServer(server: ConfigFile['server'], env: Environment, cwd: string): ServerChoice {
  const set = Object.entries({ ...asVariables(server, cwd), ...env }).filter(
    ([, text]) => text !== undefined && text !== '',
  );
  const profile = loadClientConfigProfile({ overrideEnvVars: Object.fromEntries(set) as Record<string, string> });
  const { connectionOptions, namespace = 'default' } = toClientOptions(profile);
  if (profile.address === undefined) return { namespace };
  return { namespace, server: { address: profile.address, connectionOptions: withoutUndefined(connectionOptions) } };
}

/** Our file in the words of Temporal's environment, so that one library decides over all. */
function asVariables({ address, namespace, apiKey, profile, tls }: ConfigFile['server'], cwd: string): Environment {
  const files = typeof tls === 'object' ? tls : {};
  const path = (file: string | undefined): string | undefined => (file === undefined ? undefined : resolve(cwd, file));
  return {
    TEMPORAL_ADDRESS: address,
    TEMPORAL_NAMESPACE: namespace,
    TEMPORAL_API_KEY: apiKey,
    TEMPORAL_PROFILE: profile,
    TEMPORAL_TLS: tls === undefined ? undefined : String(tls !== false),
    TEMPORAL_TLS_SERVER_NAME: files.serverName,
    TEMPORAL_TLS_SERVER_CA_CERT_PATH: path(files.serverCa),
    TEMPORAL_TLS_CLIENT_CERT_PATH: path(files.clientCert),
    TEMPORAL_TLS_CLIENT_KEY_PATH: path(files.clientKey),
  };
}

function withoutUndefined<Options extends object>(options: Options): Options {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as Options;
}
