import { formatRulesProblem, type RulesProblem } from '../rules/parse-rules';

/** An error of a rollout; nothing was changed, unless the message says so. */
export class RolloutError extends Error {
  override readonly name = 'RolloutError';
  readonly code: RolloutErrorCode;

  constructor(code: RolloutErrorCode, message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
  }

  /** ROLLOUT_RULES_INVALID: `source` does not contain valid rules. */
  static ofRules(source: string, problems: readonly RulesProblem[]): RolloutError {
    const lines = problems.map((problem) => `  ${formatRulesProblem(problem)}`);
    return new RolloutError('ROLLOUT_RULES_INVALID', [`mistakes in the rules in ${source}:`, ...lines].join('\n'));
  }
}

/**
 * Every error code of rollouts, beside those of runs. A test compares `docs/errors.md` with this table in both directions.
 */
export const rolloutErrorCatalogue = {
  ROLLOUT_CHANGE_INVALID:
    'A change of the rollout names something that does not exist, or would make the rules contradictory.',
  ROLLOUT_CONFLICT: 'Others changed the rules of the rollout at the same time, again and again.',
  ROLLOUT_RULES_ELSEWHERE: 'The rules of the rollout are not in its store: other flags choose the engines.',
  ROLLOUT_RULES_INVALID: 'The rules of the rollout have mistakes; all are listed.',
  ROLLOUT_STORE_UNAVAILABLE: 'The store of the rollout cannot be reached or does not answer in time.',
} as const;

export type RolloutErrorCode = keyof typeof rolloutErrorCatalogue;
