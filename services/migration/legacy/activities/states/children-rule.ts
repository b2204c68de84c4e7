import type { NumberField } from '@octavo/orchestrators';
import type { StrategyRule } from '../../contracts/children';
import type { PreparedChildren } from '../../contracts/create-state';
import { decideStatus } from '../../services/status-rules';
import type { Evaluation } from '../evaluation';

/** The common fields of parallel and collection. */
export interface ChildrenFields {
  readonly strategy: StrategyRule['strategy'];
  readonly concurrency: NumberField;
  readonly tolerate?:
    | { readonly count?: NumberField | undefined; readonly percent?: NumberField | undefined }
    | undefined;
  readonly quorum?: NumberField | undefined;
}

/** Evaluates the rule for the end of a container. */
export function evaluateRule(
  fields: ChildrenFields,
  evaluation: Evaluation,
): Pick<PreparedChildren, 'rule' | 'concurrency'> {
  const { evaluator, scope } = evaluation;
  const { strategy, quorum } = fields;
  const concurrency = evaluator.wholeNumber(fields.concurrency, scope, { least: 1, most: 1000 });
  const tolerate = evaluateTolerance(fields, evaluation);
  const needed = quorum === undefined ? 1 : evaluator.wholeNumber(quorum, scope, { least: 1 });
  return { concurrency, rule: { strategy, tolerate, quorum: needed } };
}

/** The tally of the children at the start. */
export function startOfChildren(
  rule: StrategyRule,
  total: number,
  skipped: number,
): Pick<PreparedChildren, 'tally' | 'decision'> {
  const tally = { total, success: 0, failure: 0, skipped };
  return { tally, decision: decideStatus(rule, tally) };
}

function evaluateTolerance({ tolerate }: ChildrenFields, { evaluator, scope }: Evaluation): StrategyRule['tolerate'] {
  if (tolerate === undefined) return null;
  const { count, percent = 0 } = tolerate;
  if (count !== undefined) return { count: evaluator.wholeNumber(count, scope, { least: 0 }) };
  return { percent: evaluator.number(percent, scope, { least: 0, most: 100 }) };
}
