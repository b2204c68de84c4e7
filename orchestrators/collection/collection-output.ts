import type { Json } from '../model/json';
import { type FailureOutcome, outputOf, type TaskOutcome, verdictOf } from '../model/outcome';
import type { FanOutResult } from '../shared/fan-out';
import type { CollectionTask } from './definition';

/** What a collection gives: results in the order of items, and counts that add up to `total`. */
export function collectionOutput(task: Pick<CollectionTask, 'results'>, { outcomes }: FanOutResult): Json {
  const count = (is: (outcome: TaskOutcome | undefined) => boolean): number => outcomes.filter(is).length;
  return {
    ...resultsOf(task.results, outcomes),
    total: outcomes.length,
    succeeded: count((o) => o !== undefined && verdictOf(o) === 'success'),
    failed: count((o) => o !== undefined && verdictOf(o) === 'failure'),
    skipped: count((o) => o?.status === 'SKIPPED'),
    canceled: count((o) => o === undefined),
  };
}

function resultsOf(results: CollectionTask['results'], outcomes: FanOutResult['outcomes']): { results?: Json } {
  if (results === 'none') return {};
  if (results === 'all') return { results: outcomes.map((o) => (o === undefined ? null : outputOf(o))) };
  const failed = outcomes.flatMap((o, index) => (isFailure(o) ? [{ index, error: { ...o.error } }] : []));
  return { results: failed };
}

function isFailure(outcome: TaskOutcome | undefined): outcome is FailureOutcome {
  return outcome !== undefined && verdictOf(outcome) === 'failure';
}
