import type { Client } from '@temporalio/client';
import { RolloutError } from '../errors/rollout-error';
import { reachStore } from '../rollout/rule-changer';
import type { RolloutRules } from '../rules/rollout-rules';
import type { RolloutStore } from '../store/rollout-store';
import { findBlockingRules, findBlockingRuns, findRecentUse } from './find-blockers';
import type { Deletable, Retirement } from './retirement';

const DAY_MS = 86_400_000;

export interface RetirementOptions {
  /** For a client of Octavo: its `temporal`. */
  readonly client: Client;
  readonly store: Pick<RolloutStore, 'readRules' | 'readLastLegacy'>;
  /** The time without use of the old engine that is required; milliseconds. Default: seven days. */
  readonly forMs?: number;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
}

/**
 * Checks whether the old engine is still needed. It is not if every type is new for all runs, no run with tasks on the old
 * engine is open, and within `forMs` no such run was started and the old engine was not used. Visibility is delayed by about
 * a second.
 * @throws RolloutError ROLLOUT_STORE_UNAVAILABLE, ROLLOUT_RULES_INVALID
 */
export async function checkRetirement(options: RetirementOptions): Promise<Retirement> {
  const { client, store, forMs = 7 * DAY_MS, now = Date.now } = options;
  const sinceMs = now() - forMs;
  const [rules, lastLegacy] = await reachStore(() => Promise.all([readRules(store), store.readLastLegacy()]));
  const runs = await findBlockingRuns(client, sinceMs);
  const blockers = [
    ...('elsewhere' in rules ? [] : findBlockingRules(rules)),
    ...findRecentUse(lastLegacy, sinceMs),
    ...runs.blockers,
  ];
  const unchecked = 'elsewhere' in rules ? [`that every type is new for all runs: ${rules.elsewhere}`] : [];
  return { isFree: blockers.length === 0, blockers, unchecked, openRuns: runs.openRuns, deletable };
}

/** Flags of another system cannot be read as rules; their effect on runs is checked anyway. */
async function readRules(
  store: Pick<RolloutStore, 'readRules'>,
): Promise<RolloutRules | { readonly elsewhere: string }> {
  try {
    return await store.readRules();
  } catch (error) {
    if (error instanceof RolloutError && error.code === 'ROLLOUT_RULES_ELSEWHERE') return { elsewhere: error.message };
    throw error;
  }
}

/** The parts that exist only for the old engine, in the order of deletion; the reverse order would break the remaining parts. */
export const deletable: readonly Deletable[] = [
  {
    what: 'in programs that start runs: `migration` in octavo.config.yaml, or the option `migration` of the client; stored definitions start with `--no-migration`, or `migration: false`',
  },
  {
    what: 'once no run is open that was started before: `migration` in the octavo.config.yaml of the workers, or `addition: createMigration(…)`',
  },
  {
    what: 'the old engine, with its tests and benchmarks',
    paths: [
      'services/migration/legacy',
      'test/legacy',
      'test/migration',
      'test/benchmark/suites/legacy',
      'test/benchmark/world/legacy-worker.ts',
    ],
  },
  {
    what: 'the lines that name it',
    paths: [
      'services/migration/adapter/create-migration.ts',
      'services/migration/adapter/workflow/index.ts',
      'services/migration/package.json',
      'test/benchmark/budgets.ts',
      'test/benchmark/suites/suites.ts',
      'test/benchmark/world/start-world.ts',
      'test/setup/test-bundles.ts',
    ],
  },
  {
    what: 'the flags octavo.engine.<type>, the file of rules, and the store of the rollout: its folder, or the keys octavo:{rollout}:*',
  },
];
