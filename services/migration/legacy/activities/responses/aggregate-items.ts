import { type Json, TaskFailure } from '@octavo/orchestrators';
import { type AggregateTask, isJsonList, isJsonObject } from '@octavo/orchestrators/language';
import type { Evaluation } from '../evaluation';

type Operation = Exclude<AggregateTask['operations'][string], string>;

/** An item that satisfies `where`, with its value of `by`. */
export interface AggregateItem {
  readonly item: Json;
  readonly value: Json;
}

/** The items of an operation, in order. Throws `TaskFailure`. */
export function aggregateItems(
  { of, where, by }: Operation,
  { from }: AggregateTask,
  evaluation: Evaluation,
): readonly AggregateItem[] {
  const { evaluator, scope, context } = evaluation;
  const source = of ?? from;
  const given = source === undefined ? (context.listOutputs ?? []) : evaluator.value(source, scope);
  const items = listOf(of === undefined ? 'from' : 'of', given);
  return items.flatMap((item, index) => {
    const inner = scope.bind({ item, index });
    if (where !== undefined && !evaluator.condition(where, inner)) return [];
    return [{ item, value: by === undefined ? item : evaluator.value(by, inner) }];
  });
}

function listOf(field: 'from' | 'of', value: Json): readonly Json[] {
  if (isJsonList(value)) return value;
  if (isJsonObject(value))
    return Object.keys(value)
      .sort()
      .map((key) => value[key] ?? null);
  const found = JSON.stringify(value).slice(0, 80);
  throw new TaskFailure('EXPRESSION_FAILED', `${field} must give a list or a map, but gave ${found}`);
}
