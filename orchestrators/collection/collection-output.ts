import type { Json } from '../model/json';
import { isFailure, outputOf, type TaskOutcome, verdictOf } from '../model/outcome';
import type { CollectionTask } from './definition';

/**
 * The output of a collection, built as its items end: results in the order of items, and counts whose sum is `total`.
 */
export class CollectionOutput {
  readonly #total: number;
  readonly #counts = { success: 0, failure: 0, skipped: 0 };
  readonly #results: Results;

  constructor({ results }: Pick<CollectionTask, 'results'>, total: number) {
    this.#total = total;
    this.#results = resultsOf[results](total);
  }

  /** Adds the outcome of the item at `index`. */
  add(index: number, outcome: TaskOutcome): void {
    this.#counts[verdictOf(outcome)] += 1;
    this.#results.add(index, outcome);
  }

  get value(): Json {
    const { success, failure, skipped } = this.#counts;
    const canceled = this.#total - success - failure - skipped;
    const counts = { total: this.#total, succeeded: success, failed: failure, skipped, canceled };
    const results = this.#results.value();
    return results === undefined ? counts : { results, ...counts };
  }
}

interface Results {
  add(index: number, outcome: TaskOutcome): void;
  value(): Json | undefined;
}

const resultsOf: Readonly<Record<CollectionTask['results'], (total: number) => Results>> = {
  all: allResults,
  failed: failedResults,
  none: () => ({ add: () => {}, value: () => undefined }),
};

function allResults(total: number): Results {
  const outputs: Json[] = Array.from({ length: total }, () => null);
  return { add: (index, outcome) => void (outputs[index] = outputOf(outcome)), value: () => outputs };
}

function failedResults(): Results {
  const failed: { readonly index: number; readonly error: Json }[] = [];
  return {
    add: (index, outcome) => {
      if (isFailure(outcome)) failed.push({ index, error: { ...outcome.error } });
    },
    value: () => failed.toSorted((left, right) => left.index - right.index),
  };
}
