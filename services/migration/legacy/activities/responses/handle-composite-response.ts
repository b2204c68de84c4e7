import type { Json } from '@octavo/orchestrators';
import type { CompositeTask } from '@octavo/orchestrators/language';
import type { ResponseKind } from '../handle-response';

/** `handleCompositeResponse`: the output of the list. */
export const compositeResponse: ResponseKind<CompositeTask, Json> = {
  outcomeOf: (output) => ({ status: 'SUCCESS', output }),
};
