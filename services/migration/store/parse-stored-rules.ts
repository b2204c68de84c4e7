import { RolloutError } from '../errors/rollout-error';
import { parseRules } from '../rules/parse-rules';
import type { RolloutRules } from '../rules/rollout-rules';

/**
 * Validates stored rules, which a newer version or a person may have written.
 * @throws RolloutError ROLLOUT_RULES_INVALID
 */
export function parseStoredRules(document: unknown, source: string): RolloutRules {
  const result = parseRules(document);
  if ('rules' in result) return result.rules;
  throw RolloutError.ofRules(source, result.problems);
}
