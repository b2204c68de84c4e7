import type { Json } from '@octavo/orchestrators';
import { type CollectionTask, isFailure, outputOf, verdictOf } from '@octavo/orchestrators/language';
import type { ChildrenEnd } from '../../contracts/children';
import type { ResponseKind } from '../handle-response';
import { childrenFailure } from './children-failure';

/** `handleCollectionResponse`: results in the order of items, and counts. */
export const collectionResponse: ResponseKind<CollectionTask, ChildrenEnd> = {
  outcomeOf: (end, { config, place: { path } }) =>
    end.decision === 'success'
      ? { status: 'SUCCESS', output: { ...resultsOf(config, end), ...countsOf(end) } }
      : childrenFailure(end, path),
};

function resultsOf({ results }: CollectionTask, { outcomes }: ChildrenEnd): { readonly results?: Json } {
  switch (results) {
    case 'all':
      return { results: outcomes.map((outcome) => outputOf(outcome ?? undefined)) };
    case 'failed':
      return { results: outcomes.flatMap((outcome, index) => errorAt(outcome, index)) };
    case 'none':
      return {};
  }
}

function errorAt(outcome: ChildrenEnd['outcomes'][number], index: number): readonly Json[] {
  const failure = outcome ?? undefined;
  return isFailure(failure) ? [{ index, error: { ...failure.error } }] : [];
}

function countsOf({ outcomes }: ChildrenEnd): Readonly<Record<string, number>> {
  const counts = { success: 0, failure: 0, skipped: 0, canceled: 0 };
  for (const outcome of outcomes) counts[outcome === null ? 'canceled' : verdictOf(outcome)] += 1;
  const { success: succeeded, failure: failed, skipped, canceled } = counts;
  return { total: outcomes.length, succeeded, failed, skipped, canceled };
}
