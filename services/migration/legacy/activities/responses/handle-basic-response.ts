import type { Json } from '@octavo/orchestrators';
import type { BasicTask } from '@octavo/orchestrators/language';
import type { ResponseKind } from '../handle-response';

/** `handleBasicResponse`: the action's output. */
export const basicResponse: ResponseKind<BasicTask, Json> = {
  outcomeOf: (output) => ({ status: 'SUCCESS', output }),
};
