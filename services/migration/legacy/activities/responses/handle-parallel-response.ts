import { outputOf, type ParallelTask } from '@octavo/orchestrators/language';
import type { ChildrenEnd } from '../../contracts/children';
import type { ResponseKind } from '../handle-response';
import { childrenFailure } from './children-failure';

/** `handleParallelResponse`: every child's output by id. */
export const parallelResponse: ResponseKind<ParallelTask, ChildrenEnd> = {
  outcomeOf: (end, { config, place: { path } }) => {
    if (end.decision !== 'success') return childrenFailure(end, path);
    const outputs = config.tasks.map(({ id }, place) => [id, outputOf(end.outcomes[place] ?? undefined)] as const);
    return { status: 'SUCCESS', output: Object.fromEntries(outputs) };
  },
};
