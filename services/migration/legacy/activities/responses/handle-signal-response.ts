import { missingTarget, type SignalTask } from '@octavo/orchestrators/language';
import type { SignalResult } from '../../contracts/response';
import type { ResponseKind } from '../handle-response';

/** `handleSignalResponse`: the runs that received the signal. */
export const signalResponse: ResponseKind<SignalTask, SignalResult> = {
  outcomeOf: ({ signal, to, workflowIds }, { config }) => {
    if (workflowIds.length === 0 && config.onMissing === 'fail') throw missingTarget(signal, to);
    return { status: 'SUCCESS', output: { delivered: workflowIds.length, workflowIds } };
  },
};
