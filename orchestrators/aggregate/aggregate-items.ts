import type { OrchestratorContext } from '../contracts/orchestrator-context';
import { isJsonObject, type Json } from '../model/json';
import { TaskFailure } from '../model/task-error';
import type { AggregateTask } from './definition';

/** One item of an operation, after `where`: the item, and the value that `by` takes of it. */
export interface TakenItem {
  readonly item: Json;
  readonly value: Json;
}

type Operation = Exclude<AggregateTask['operations'][string], string>;
type ItemContext = Pick<OrchestratorContext, 'evaluator' | 'scope'>;

/** The items of `operation` that `where` lets through, in order, with their values. */
export function takeItems(operation: Operation, from: () => Json, { evaluator, scope }: ItemContext): readonly TakenItem[] {
  const { of, where, by } = operation;
  const items = listOf(of === undefined ? from() : evaluator.value(of, scope));
  return items.flatMap((item, index) => {
    const inner = scope.bind({ item, index });
    if (where !== undefined && !evaluator.condition(where, inner)) return [];
    return [{ item, value: by === undefined ? item : evaluator.value(by, inner) }];
  });
}

// A map gives its values in the order of its keys; the outputs of a list are a list already.
function listOf(value: Json): readonly Json[] {
  if (Array.isArray(value)) return value;
  if (isJsonObject(value)) return Object.keys(value).sort().map((key) => value[key] ?? null);
  throw new TaskFailure('EXPRESSION_FAILED', `of must give a list or a map, but gave ${JSON.stringify(value).slice(0, 80)}`);
}
