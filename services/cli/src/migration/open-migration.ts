import {
  type ConfigProblem,
  type FlagsConfig,
  loadModule,
  type MigrationConfig,
  moduleProblem,
  readExports,
} from '@octavo/config';
import {
  countChanges,
  createFlagEvaluator,
  createMigration,
  fileRules,
  type FlagProvider,
  isFlagProvider,
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
import { prepareLoader } from '../project/project';
import { configInvalid } from '../project/read-config';
import { openRolloutStore } from './open-rollout-store';

/** The part of a worker that runs both engines, and its open connections. */
export interface OpenMigration {
  readonly addition: WorkerAddition;
  close(): Promise<void>;
}

/**
 * Opens the flags and the store of the rollout, as configured.
 *
 * @throws CliError CONFIG_INVALID if the module of the flags cannot be loaded or has no provider
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

/**
 * The only provider of flags that a user's module exports, under any name.
 *
 * @throws CliError CONFIG_INVALID
 */
async function loadFlagProvider(file: string): Promise<FlagProvider> {
  const loaded = await loadModule(file, { prepareLoader });
  if ('problem' in loaded) throw configInvalid([loaded.problem]);
  const read = readExports(file, () => new Set(providersIn(loaded.exported)));
  if ('problem' in read) throw configInvalid([read.problem]);
  const [provider, ...others] = read.found;
  if (provider === undefined) throw configInvalid([problemOf(file, 'exports no provider of OpenFeature')]);
  if (others.length > 0) throw configInvalid([problemOf(file, 'exports more than one provider of OpenFeature')]);
  return provider;
}

function providersIn(exported: unknown): readonly FlagProvider[] {
  if (isFlagProvider(exported)) return [exported];
  if (typeof exported !== 'object' || exported === null) return [];
  return Object.values(exported).filter(isFlagProvider);
}

function problemOf(file: string, message: string): ConfigProblem {
  return moduleProblem(file, message, 'export one, e.g. `exports.flags = new MyProvider()`');
}
