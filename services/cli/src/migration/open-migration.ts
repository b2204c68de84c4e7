import type { FlagsConfig, MigrationConfig } from '@octavo/config';
import {
  countChanges,
  createFlagEvaluator,
  createMigration,
  fileRules,
  Rollout,
  type RolloutLog,
  type RolloutStore,
  RulesProvider,
  type RulesSource,
  showRules,
  storeRules,
} from '@octavo/migration';
import type { WorkerAddition } from '@octavo/worker';
import { Runtime } from '@temporalio/worker';
import type { LogListener } from '../engine/install-log';
import { loadFlagProvider } from './load-flag-provider';
import { openRolloutStore } from './open-rollout-store';

/** What lets a worker run both engines, and what that keeps open. */
export interface OpenMigration {
  readonly addition: WorkerAddition;
  close(): Promise<void>;
}

/**
 * Opens the flags and the store of the rollout, as the configuration has them.
 *
 * @throws CliError CONFIG_INVALID where the module of the flags cannot be loaded or has no provider
 */
export async function openMigration(config: MigrationConfig, onLog: LogListener): Promise<OpenMigration> {
  const log: RolloutLog = {
    info: (message) => onLog('INFO', message),
    warn: (message) => onLog('WARN', message),
  };
  const foreign = config.flags.kind === 'module' ? await loadFlagProvider(config.flags.path) : undefined;
  const store = openRolloutStore(config);
  const { metricMeter } = Runtime.instance();
  const onRules = showRules(metricMeter);
  const provider = foreign ?? new RulesProvider(rulesOf(config.flags, store), { log, onRules });
  const flags = await createFlagEvaluator({ provider, log });
  return {
    addition: createMigration({
      flags,
      evidence: store,
      rollout: new Rollout({ store, onChange: countChanges(metricMeter) }),
    }),
    close: async () => {
      flags.close();
      await store.close();
    },
  };
}

function rulesOf(flags: FlagsConfig, store: RolloutStore): RulesSource {
  return flags.kind === 'file' ? fileRules(flags.path) : storeRules(store);
}
