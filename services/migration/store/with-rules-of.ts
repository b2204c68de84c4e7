import { StoreUnavailableError } from '@octavo/state';
import { RolloutError } from '../errors/rollout-error';
import { messageOf } from '../errors/thrown';
import type { RulesSource } from '../flags/rules-watch';
import type { RolloutStore } from './rollout-store';

/** Rules outside of the store: they may be readable, but can be changed only at their source. */
export type ForeignRules = Pick<RulesSource, 'name'> & Partial<Pick<RulesSource, 'read'>>;

/**
 * A store of evidence for rules outside of it: in a file that people write, or in flags of another system, which cannot be
 * read as rules. `commit` rejects with ROLLOUT_RULES_ELSEWHERE; so does `readRules` without a `read`. Closing it closes
 * `store`.
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
  const message = `the rules are in ${name}: read and change them there`;
  return new RolloutError('ROLLOUT_RULES_ELSEWHERE', message);
}
