import { RolloutError } from '../errors/rollout-error';
import { parseRules } from '../rules/parse-rules';
import type { RolloutRules } from '../rules/rollout-rules';

/**
 * Rules as they come back from where they were kept, checked: a later version, or a hand, may have written them.
 * @throws RolloutError ROLLOUT_RULES_INVALID
 */
export function parseStoredRules(document: unknown, source: string): RolloutRules {
  const result = parseRules(document);
  if ('rules' in result) return result.rules;
  throw RolloutError.ofRules(source, result.problems);
}
