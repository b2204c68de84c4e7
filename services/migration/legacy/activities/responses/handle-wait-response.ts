import type { JsonObject } from '@octavo/orchestrators';
import type { WaitTask } from '@octavo/orchestrators/language';
import type { WaitResult } from '../../contracts/response';
import type { ResponseKind } from '../handle-response';

/** `handleWaitResponse`: the signals; null for a wait of time. */
export const waitResponse: ResponseKind<WaitTask, WaitResult | null> = {
  outcomeOf: (result) => ({ status: 'SUCCESS', output: result === null ? null : outputOf(result) }),
  outputAtTimeout: (soFar, { onTimeout }) => {
    if (onTimeout !== 'continue') return undefined;
    return { ...outputOf(soFar ?? { signals: [], processed: [] }), timedOut: true };
  },
};

function outputOf({ signals, processed }: WaitResult): JsonObject {
  return { signals, signal: signals.at(-1) ?? null, processed };
}
