import type { FlagsConfig, MigrationConfig, RolloutStoreConfig } from '@octavo/config';
import {
  FileRolloutStore,
  fileRules,
  type ForeignRules,
  RedisRolloutStore,
  type RolloutStore,
  withRulesOf,
} from '@octavo/migration';

/** The configured store of the rollout. Rules that are kept elsewhere are read there. */
export function openRolloutStore({ store, flags }: MigrationConfig): RolloutStore {
  const opened = createStore(store);
  const elsewhere = rulesElsewhere(flags);
  return elsewhere === undefined ? opened : withRulesOf(elsewhere, opened);
}

function createStore(store: RolloutStoreConfig): RolloutStore {
  return store.kind === 'folder' ? new FileRolloutStore(store) : new RedisRolloutStore(store);
}

function rulesElsewhere(flags: FlagsConfig): ForeignRules | undefined {
  if (flags.kind === 'store') return undefined;
  return flags.kind === 'file' ? fileRules(flags.path) : { name: `the flags of ${flags.path}` };
}
