import type { OrchestratorContext } from '../contracts/orchestrator-context';
import { isJsonList, isJsonObject, type Json } from '../model/json';
import { TaskFailure } from '../model/task-error';
import { type Flow, settled } from '../engine/flow';
import type { AggregateTask } from './definition';

/** One item of an operation that passed `where`, with its value of `by`. */
export interface TakenItem {
  readonly item: Json;
  readonly value: Json;
}

type Operation = Exclude<AggregateTask['operations'][string], string>;
type ItemContext = Pick<OrchestratorContext, 'evaluator' | 'scope' | 'pace'>;

/** The cost of an item besides its expressions, in steps. */
const stepsOfAnItem = 50;

/** The items of `operation` that pass `where`, in order, with their values. */
export function* takeItems(operation: Operation, from: () => Json, context: ItemContext): Flow<readonly TakenItem[]> {
  const { evaluator, scope, pace } = context;
  const taken: TakenItem[] = [];
  const items =
    operation.of === undefined ? listOf('from', from()) : listOf('of', evaluator.value(operation.of, scope));
  for (const [index, item] of items.entries()) {
    yield* settled(pace.step(stepsOfAnItem));
    taken.push(...takeItem(operation, item, index, context));
  }
  return taken;
}

function takeItem(
  { where, by }: Operation,
  item: Json,
  index: number,
  { evaluator, scope }: ItemContext,
): readonly TakenItem[] {
  const inner = scope.bind({ item, index });
  if (where !== undefined && !evaluator.condition(where, inner)) return [];
  return [{ item, value: by === undefined ? item : evaluator.value(by, inner) }];
}

// A map gives its values in the order of its keys; the outputs of a list are already a list.
function listOf(field: 'from' | 'of', value: Json): readonly Json[] {
  if (isJsonList(value)) return value;
  if (isJsonObject(value))
    return Object.keys(value)
      .sort()
      .map((key) => value[key] ?? null);
  throw new TaskFailure(
    'EXPRESSION_FAILED',
    `${field} must give a list or a map, but gave ${JSON.stringify(value).slice(0, 80)}`,
  );
}
