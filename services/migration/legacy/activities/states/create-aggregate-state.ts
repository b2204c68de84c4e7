import type { AggregateTask } from '@octavo/orchestrators/language';
import type { StateKind } from '../create-state';

/** `createAggregateState`: the operations are evaluated by the response. */
export const aggregateState: StateKind<AggregateTask, null> = { prepare: () => null };
