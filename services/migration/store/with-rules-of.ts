import { StoreUnavailableError } from '@octavo/state';
import { RolloutError } from '../errors/rollout-error';
import { messageOf } from '../errors/thrown';
import type { RulesSource } from '../flags/rules-watch';
import type { RolloutStore } from './rollout-store';

/** Whose rules are not in the store: they can be read, perhaps, but changed only where they are. */
export type ForeignRules = Pick<RulesSource, 'name'> & Partial<Pick<RulesSource, 'read'>>;

/**
 * A store of evidence beside rules that are somewhere else: in a file that people write, or in flags of another system,
 * which cannot be read as rules at all. `commit`, and where there is no `read` also `readRules`, reject with
 * ROLLOUT_RULES_ELSEWHERE. Closing it closes `store`.
 */
export function withRulesOf(rules: ForeignRules, store: RolloutStore): RolloutStore {
  return {
    readRules: () => readFrom(rules),
    commit: () => Promise.reject(elsewhere(rules)),
    listAudit: (query) => store.listAudit(query),
    watchRules: () => () => undefined,
    record: (evidence) => store.record(evidence),
    readTotals: (window) => store.readTotals(window),
    readDifferences: (window) => store.readDifferences(window),
    readLastLegacy: () => store.readLastLegacy(),
    close: () => store.close(),
  };
}

async function readFrom(rules: ForeignRules): ReturnType<RolloutStore['readRules']> {
  if (rules.read === undefined) throw elsewhere(rules);
  try {
    return await rules.read();
  } catch (error) {
    if (error instanceof RolloutError) throw error;
    throw new StoreUnavailableError(messageOf(error), error);
  }
}

function elsewhere({ name }: ForeignRules): RolloutError {
  const message = `which engine runs what is said by ${name}: look there, and change it there`;
  return new RolloutError('ROLLOUT_RULES_ELSEWHERE', message);
}
