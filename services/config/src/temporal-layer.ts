import { resolve } from 'node:path';
import {
  type ClientConfigProfile,
  type ClientConfigTLS,
  type ConfigDataSource,
  loadClientConfigProfile,
} from '@temporalio/envconfig';
import type { ConfigLayer } from './config-layer';
import { type ConfigProblem, type ConfigSource, problemAt } from './config-problem';
import { type Environment, withoutEmpty } from './environment';
import { isMap, withoutUndefined } from './fields';

/** The selected profile of Temporal's own file, and the source of the selection. */
export interface ProfileChoice {
  readonly name: string;
  readonly source: ConfigSource;
}

/**
 * The layer of Temporal's own configuration file, read with Temporal's library. Relative paths start in the working
 * directory, as in Temporal's tools.
 */
export function readTemporalLayer(
  chosen: ProfileChoice | undefined,
  env: Environment,
  cwd: string,
): { readonly layer: ConfigLayer } | { readonly problems: readonly ConfigProblem[] } {
  const { TEMPORAL_CONFIG_FILE: named, ...others } = withoutEmpty(env);
  const file = named === undefined ? undefined : resolve(cwd, named);
  const source: ConfigSource = {
    kind: 'temporal',
    profile: chosen?.name ?? 'default',
    ...(file === undefined ? {} : { file }),
  };
  const layerOf = (value: object): { readonly layer: ConfigLayer } => ({
    layer: { value, folder: cwd, sourceOf: () => source },
  });
  try {
    const profile = loadClientConfigProfile({
      disableEnv: true,
      overrideEnvVars: { ...others, ...(file === undefined ? {} : { TEMPORAL_CONFIG_FILE: file }) },
      ...(chosen === undefined ? {} : { profile: chosen.name }),
    });
    return layerOf({ server: toServer(profile) });
  } catch (error) {
    // If the home is below a file, there is no configuration file, as if the home were missing.
    if (file === undefined && chosen === undefined && isMap(error) && error['code'] === 'ENOTDIR') return layerOf({});
    const message = error instanceof Error ? firstLine(error.message) : String(error);
    if (chosen === undefined || !message.startsWith('Profile '))
      return { problems: [problemAt(source, [], { message })] };
    return { problems: [problemAt(chosen.source, ['server', 'profile'], { message })] };
  }
}

/** Converts a profile to the form of `octavo.config.yaml`. */
function toServer({ address, namespace, apiKey, tls, grpcMeta }: ClientConfigProfile): object {
  return withoutUndefined({
    ...{ address, namespace, apiKey, metadata: grpcMeta },
    tls: tls === undefined ? undefined : toTls(tls),
  });
}

function toTls({ disabled, serverName, serverCACert, clientCert, clientKey }: ClientConfigTLS): object {
  return withoutUndefined({
    enabled: disabled === undefined ? undefined : !disabled,
    ...{ serverName, serverCa: toPem(serverCACert), clientCert: toPem(clientCert), clientKey: toPem(clientKey) },
  });
}

function toPem(source: ConfigDataSource | undefined): string | undefined {
  if (source === undefined) return undefined;
  return 'path' in source ? source.path : Buffer.from(source.data).toString();
}

// Errors of the TOML parser contain the lines around the mistake, which may contain a key.
function firstLine(message: string): string {
  return message.split('\n')[0] ?? message;
}
