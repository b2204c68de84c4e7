import { type Json, TaskFailure } from '@octavo/orchestrators';
import { type AggregateTask, compileSchema } from '@octavo/orchestrators/language';
import type { Evaluation } from '../evaluation';
import type { ResponseKind } from '../handle-response';
import { aggregateItems } from './aggregate-items';
import { operate } from './aggregate-operations';

/** `handleAggregateResponse`: the operations over their items, checked against the schema. */
export const aggregateResponse: ResponseKind<AggregateTask, null> = {
  outcomeOf: (_none, { config }, evaluation) => {
    const output = Object.fromEntries(
      Object.entries(config.operations).map(([field, operation]) => [
        field,
        evaluateField(operation, config, evaluation),
      ]),
    );
    checkSchema(config, output);
    return { status: 'SUCCESS', output };
  },
};

function evaluateField(
  operation: AggregateTask['operations'][string],
  config: AggregateTask,
  evaluation: Evaluation,
): Json {
  if (typeof operation === 'string') return evaluation.evaluator.value(operation, evaluation.scope);
  return operate(operation.op, aggregateItems(operation, config, evaluation));
}

function checkSchema({ schema }: AggregateTask, output: Json): void {
  const violations = schema === undefined ? [] : compileSchema(schema).validate(output);
  if (violations.length === 0) return;
  const problems = violations.map(({ path, message }) => `${path || 'output'}: ${message}`).join('; ');
  throw new TaskFailure('OUTPUT_INVALID', problems, { details: violations.map((violation) => ({ ...violation })) });
}
