import { parseRules } from './parse-rules';
import type { RolloutRules } from './rollout-rules';

/** Rules from a partial document. */
export function rulesOf(document: object = {}): RolloutRules {
  const result = parseRules({ revision: 1, ...document });
  if ('rules' in result) return result.rules;
  throw new Error(JSON.stringify(result.problems));
}
