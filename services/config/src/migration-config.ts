import { resolve } from 'node:path';
import type { ConfigFile } from './config-schema';
import type { FlagsConfig, MigrationConfig, RolloutStoreConfig, StoreConfig } from './octavo-config';
import { type RedisContext, resolveRedis } from './redis-config';

type MigrationFile = NonNullable<ConfigFile['migration']>;

/** What the section means beside itself. */
export interface MigrationContext {
  /** Local state is here. */
  readonly folder: string;
  readonly secrets: RedisContext['secrets'];
}

const DEFAULT_FOLDER = '.octavo/rollout';

/**
 * The section with its defaults.
 *
 * @throws UnusableField
 */
export function resolveMigration(
  { store, flags }: MigrationFile,
  ofStates: StoreConfig,
  { folder, secrets }: MigrationContext,
): MigrationConfig {
  const chosen = store === undefined ? storeBeside(ofStates, folder) : storeOf(store, secrets);
  return { store: chosen, flags: flagsOf(flags) };
}

function storeOf(store: NonNullable<MigrationFile['store']>, secrets: RedisContext['secrets']): RolloutStoreConfig {
  if (typeof store === 'object' && 'folder' in store) return { kind: 'folder', folder: store.folder };
  return resolveRedis(store, { at: ['migration', 'store'], secrets });
}

/** Where states are in Redis, so is the rollout. */
function storeBeside(ofStates: StoreConfig, folder: string): RolloutStoreConfig {
  if (ofStates.kind === 'memory') return { kind: 'folder', folder: resolve(folder, DEFAULT_FOLDER) };
  const { ttlMs: _ttlMs, ...redis } = ofStates;
  return redis;
}

function flagsOf(flags: MigrationFile['flags']): FlagsConfig {
  if (flags === undefined) return { kind: 'store' };
  if ('file' in flags) return { kind: 'file', path: flags.file };
  return { kind: 'module', path: flags.module };
}
