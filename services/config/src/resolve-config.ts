import { parseDurationMs } from '@octavo/orchestrators/model';
import { type ConfigProblem, problemAt } from './config-problem';
import { type ConfigFile, DEFAULT_TTL } from './config-schema';
import type { Environment } from './environment';
import { credentialsOf } from './mask-value';
import { cellAt, type MergedConfig, nearestSource } from './merge-config';
import type { OctavoConfig, RolloutStoreConfig, StoreConfig } from './octavo-config';
import { UnusableField } from './read-pem';
import { passwordsOf, type RedisContext, resolveMigration, resolveRedis } from './redis-config';
import { checkRedis, type FieldMistake } from './redis-schema';
import { createSecrets } from './secrets';
import { chooseServer } from './server-config';

type Problems = { readonly problems: readonly ConfigProblem[] };

/** Converts the merged configuration to the form that a process uses. */
export function resolveConfig(merged: MergedConfig, env: Environment): { readonly config: OctavoConfig } | Problems {
  const mistakes = findMistakes(merged.values);
  if (mistakes.length > 0) return { problems: mistakes.map((mistake) => toProblem(mistake, merged)) };
  try {
    return { config: resolve(merged, env) };
  } catch (error) {
    if (!(error instanceof UnusableField)) throw error;
    return { problems: [toProblem(error, merged)] };
  }
}

type Mistake = Omit<FieldMistake, 'hint'> & { readonly hint?: string };

function toProblem({ path, message, hint }: Mistake, { cells }: MergedConfig): ConfigProblem {
  return problemAt(nearestSource(cells, path), path, { message, ...(hint === undefined ? {} : { hint }) });
}

function findMistakes({ store, migration }: ConfigFile): readonly FieldMistake[] {
  const places = [
    { at: ['store'], redis: store },
    { at: ['migration', 'store'], redis: migration?.store },
  ];
  return places.flatMap(({ at, redis }) => {
    if (typeof redis !== 'object' || 'folder' in redis) return [];
    return checkRedis(redis).map((mistake) => ({ ...mistake, path: [...at, ...mistake.path] }));
  });
}

function resolve(merged: MergedConfig, env: Environment): OctavoConfig {
  const { folder, values } = merged;
  const { taskQueue, actions, definitions, egress, shell, secrets, limits, log, metrics, health, migration } = values;
  const context = { folder, secrets: () => createSecrets(secrets, env) };
  const store = storeOf(values.store, context.secrets);
  const rollout = migration === undefined ? undefined : resolveMigration(migration, store, context);
  return {
    folder,
    ...chooseServer(values.server),
    taskQueue,
    unset: unsetIn(merged),
    store,
    actions,
    ...(definitions === undefined ? {} : { definitions }),
    egress,
    shell: shell.allow,
    secrets,
    credentials: [...new Set([...credentialsOf(values), ...[store, rollout?.store].flatMap(passwordsIn)])],
    limits: { ...limits, shutdownGraceMs: parseDurationMs(limits.shutdownGrace) ?? 0 },
    log,
    ...(metrics === undefined ? {} : { metrics }),
    ...(health === undefined ? {} : { health }),
    ...(rollout === undefined ? {} : { migration: rollout }),
  };
}

function unsetIn({ cells }: MergedConfig): OctavoConfig['unset'] {
  const paths = { namespace: ['server', 'namespace'], taskQueue: ['taskQueue'] };
  return new Set((['namespace', 'taskQueue'] as const).filter((name) => cellAt(cells, paths[name]) === undefined));
}

function storeOf(store: ConfigFile['store'], secrets: RedisContext['secrets']): StoreConfig {
  if (store === 'memory') return { kind: 'memory' };
  const ttl = typeof store === 'string' ? DEFAULT_TTL : store.ttl;
  return { ...resolveRedis(store, { at: ['store'], secrets }), ttlMs: parseDurationMs(ttl) ?? 0 };
}

/** The passwords of a store, including those from secrets. */
function passwordsIn(store: StoreConfig | RolloutStoreConfig | undefined): readonly string[] {
  return store?.kind === 'redis' ? passwordsOf(store) : [];
}
