import { type Json, TaskFailure } from '@octavo/orchestrators';
import {
  type CollectionTask,
  failureFromThrown,
  isJsonList,
  isJsonObject,
  itemPath,
} from '@octavo/orchestrators/language';
import type { FilterVerdict, PreparedCollection } from '../../contracts/create-state';
import type { StateKind } from '../create-state';
import type { Evaluation } from '../evaluation';
import { evaluateRule, startOfChildren } from './children-rule';

/** The same limit as in the new engine. */
const MOST_ITEMS = 5_000;

/** `createCollectionState`: the items, which of them run, and when the parent ends. */
export const collectionState: StateKind<CollectionTask, PreparedCollection> = {
  prepare: ({ config, place: { path } }, evaluation) => {
    const { rule, concurrency } = evaluateRule(config, evaluation);
    const items = expandItems(evaluation.evaluator.value(config.items, evaluation.scope));
    const isSequential = config.mode === 'sequential';
    const filtered = isSequential ? items.map(() => true) : filterItems(config, items, path, evaluation);
    const skipped = filtered.filter((verdict) => verdict === false).length;
    const start = startOfChildren(rule, items.length, skipped);
    return { rule, concurrency: isSequential ? 1 : concurrency, ...start, items, filtered };
  },
};

/** Whether one item runs; an error if `filter` fails. */
export function filterItem({ filter }: CollectionTask, path: string, { evaluator, scope }: Evaluation): FilterVerdict {
  try {
    return filter === undefined || evaluator.condition(filter, scope);
  } catch (thrown) {
    return failureFromThrown(thrown, path).error;
  }
}

function filterItems(
  config: CollectionTask,
  items: readonly Json[],
  path: string,
  evaluation: Evaluation,
): readonly FilterVerdict[] {
  return items.map((item, index) => {
    const scope = evaluation.scope.bind({ [config.as]: item, [config.indexAs]: index }).openList();
    return filterItem(config, itemPath(path, index), { ...evaluation, scope });
  });
}

function expandItems(items: Json): readonly Json[] {
  const expanded = isJsonObject(items) ? entriesOf(items) : items;
  if (!isJsonList(expanded)) {
    const found = expanded === null ? 'null' : typeof expanded === 'string' ? 'text' : `a ${typeof expanded}`;
    throw new TaskFailure('EXPRESSION_FAILED', `items must give a list or a map, but gave ${found}`);
  }
  if (expanded.length <= MOST_ITEMS) return expanded;
  const message = `${expanded.length} items are more than the ${MOST_ITEMS} that a collection runs`;
  throw new TaskFailure('COLLECTION_TOO_LARGE', message);
}

function entriesOf(map: Readonly<Record<string, Json>>): readonly Json[] {
  return Object.keys(map)
    .sort((a, b) => (a < b ? -1 : 1))
    .map((key) => ({ key, value: map[key] ?? null }));
}
