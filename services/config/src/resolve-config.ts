import { parseDurationMs } from '@octavo/orchestrators/model';
import type { ConfigProblem } from './config-problem';
import type { ConfigFile } from './config-schema';
import { problemAt } from './config-source';
import { credentialsOf } from './mask-value';
import { cellAt, nearestSource } from './merge-cells';
import type { MergedConfig } from './merge-config';
import { resolveMigration } from './migration-config';
import type { OctavoConfig, StoreConfig } from './octavo-config';
import { chooseServer, type ServerChoice, UnreadablePem } from './server-config';

/** The merged configuration as a process uses it. */
export function resolveConfig(
  merged: MergedConfig,
): { readonly config: OctavoConfig } | { readonly problems: readonly ConfigProblem[] } {
  const chosen = tryToChooseServer(merged);
  if ('problems' in chosen) return chosen;
  const { folder, values } = merged;
  const { taskQueue, actions, definitions, egress, shell, secrets, limits, log, metrics, migration } = values;
  const store = storeOf(values.store);
  const config: OctavoConfig = {
    folder,
    ...chosen,
    taskQueue,
    unset: unsetIn(merged),
    store,
    actions,
    ...(definitions === undefined ? {} : { definitions }),
    egress,
    shell: shell.allow,
    secrets,
    credentials: credentialsOf(values),
    limits: { ...limits, shutdownGraceMs: parseDurationMs(limits.shutdownGrace) ?? 0 },
    log,
    ...(metrics === undefined ? {} : { metrics }),
    ...(migration === undefined ? {} : { migration: resolveMigration(migration, store, folder) }),
  };
  return { config };
}

function unsetIn({ cells }: MergedConfig): OctavoConfig['unset'] {
  const paths = { namespace: ['server', 'namespace'], taskQueue: ['taskQueue'] };
  return new Set((['namespace', 'taskQueue'] as const).filter((name) => cellAt(cells, paths[name]) === undefined));
}

function tryToChooseServer({
  values,
  cells,
}: MergedConfig): ServerChoice | { readonly problems: readonly ConfigProblem[] } {
  try {
    return chooseServer(values.server);
  } catch (error) {
    if (!(error instanceof UnreadablePem)) throw error;
    const path = ['server', 'tls', error.field];
    return { problems: [problemAt(nearestSource(cells, path), path, { message: error.message })] };
  }
}

function storeOf(store: ConfigFile['store']): StoreConfig {
  if (store === 'memory') return { kind: 'memory' };
  const {
    redis: url,
    cluster,
    keyPrefix,
    ttl,
  } = typeof store === 'string' ? { redis: store, ...redisDefaults } : store;
  return { kind: 'redis', url, cluster, keyPrefix, ttlMs: parseDurationMs(ttl) ?? 0 };
}

const redisDefaults = { cluster: false, keyPrefix: 'octavo', ttl: '7d' };
