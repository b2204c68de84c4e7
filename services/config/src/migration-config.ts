import { resolve } from 'node:path';
import type { ConfigFile } from './config-schema';
import type { FlagsConfig, MigrationConfig, RolloutStoreConfig, StoreConfig } from './octavo-config';

type MigrationFile = NonNullable<ConfigFile['migration']>;

const DEFAULT_FOLDER = '.octavo/rollout';

/** The section with its defaults; local state is in `folder`. */
export function resolveMigration(
  { store, flags }: MigrationFile,
  ofStates: StoreConfig,
  folder: string,
): MigrationConfig {
  return { store: storeOf(store, ofStates, folder), flags: flagsOf(flags) };
}

function storeOf(store: MigrationFile['store'], ofStates: StoreConfig, folder: string): RolloutStoreConfig {
  if (store === undefined) return storeBeside(ofStates, folder);
  if (typeof store === 'string') return { kind: 'redis', url: store, cluster: false, keyPrefix: 'octavo' };
  if ('folder' in store) return { kind: 'folder', folder: store.folder };
  const { redis: url, cluster, keyPrefix } = store;
  return { kind: 'redis', url, cluster, keyPrefix };
}

/** Where states are in Redis, so is the rollout. */
function storeBeside(ofStates: StoreConfig, folder: string): RolloutStoreConfig {
  if (ofStates.kind === 'memory') return { kind: 'folder', folder: resolve(folder, DEFAULT_FOLDER) };
  const { kind, url, cluster, keyPrefix } = ofStates;
  return { kind, url, cluster, keyPrefix };
}

function flagsOf(flags: MigrationFile['flags']): FlagsConfig {
  if (flags === undefined) return { kind: 'store' };
  if ('file' in flags) return { kind: 'file', path: flags.file };
  return { kind: 'module', path: flags.module };
}
