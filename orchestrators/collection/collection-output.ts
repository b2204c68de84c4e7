import type { Json } from '../model/json';
import { isFailure, outputOf, type TaskOutcome, verdictOf } from '../model/outcome';
import type { FanOutResult } from '../engine/fan-out';
import type { CollectionTask } from './definition';

/** What a collection gives: results in the order of items, and counts that add up to `total`. */
export function collectionOutput(task: Pick<CollectionTask, 'results'>, { outcomes }: FanOutResult): Json {
  const counts = { success: 0, failure: 0, skipped: 0, canceled: 0 };
  for (const outcome of outcomes) counts[outcome === undefined ? 'canceled' : verdictOf(outcome)] += 1;
  return {
    ...resultsOf[task.results](outcomes),
    total: outcomes.length,
    succeeded: counts.success,
    failed: counts.failure,
    skipped: counts.skipped,
    canceled: counts.canceled,
  };
}

type Outcomes = readonly (TaskOutcome | undefined)[];

const resultsOf: Readonly<Record<CollectionTask['results'], (outcomes: Outcomes) => { readonly results?: Json }>> = {
  all: (outcomes) => ({ results: outcomes.map((outcome) => outputOf(outcome)) }),
  failed: (outcomes) => ({
    results: outcomes.flatMap((outcome, index) => (isFailure(outcome) ? [{ index, error: { ...outcome.error } }] : [])),
  }),
  none: () => ({}),
};
