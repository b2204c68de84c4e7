import type { ParallelTask } from '@octavo/orchestrators/language';
import type { PreparedChildren } from '../../contracts/create-state';
import type { StateKind } from '../create-state';
import { evaluateRule, startOfChildren } from './children-rule';

/** `createParallelState`: when the parent ends. */
export const parallelState: StateKind<ParallelTask, PreparedChildren> = {
  prepare: ({ config }, evaluation) => {
    const { rule, concurrency } = evaluateRule(config, evaluation);
    return { rule, concurrency, ...startOfChildren(rule, config.tasks.length, 0) };
  },
};
