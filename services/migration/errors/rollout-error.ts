import { formatRulesProblem, type RulesProblem } from '../rules/parse-rules';
import type { RolloutErrorCode } from './rollout-error-catalogue';

/** What a rollout refuses or cannot do; nothing was changed, unless the message says so. */
export class RolloutError extends Error {
  override readonly name = 'RolloutError';
  readonly code: RolloutErrorCode;

  constructor(code: RolloutErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
  }

  /** ROLLOUT_RULES_INVALID: what stands in `source` is no document of rules. */
  static ofRules(source: string, problems: readonly RulesProblem[]): RolloutError {
    const lines = problems.map((problem) => `  ${formatRulesProblem(problem)}`);
    return new RolloutError('ROLLOUT_RULES_INVALID', [`mistakes in the rules in ${source}:`, ...lines].join('\n'));
  }
}
