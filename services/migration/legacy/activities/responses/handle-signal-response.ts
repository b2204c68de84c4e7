import { TaskFailure } from '@octavo/orchestrators';
import type { SignalTask } from '@octavo/orchestrators/language';
import type { SignalResult } from '../../contracts/response';
import type { ResponseKind } from '../handle-response';

/** `handleSignalResponse`: who got it. */
export const signalResponse: ResponseKind<SignalTask, SignalResult> = {
  outcomeOf: ({ signal, to, workflowIds }, { config }) => {
    if (workflowIds.length === 0 && config.onMissing === 'fail') {
      const message = `no run to send "${signal}" to: ${JSON.stringify(to)}; set onMissing: ignore to go on`;
      throw new TaskFailure('SIGNAL_TARGET_NOT_FOUND', message);
    }
    return { status: 'SUCCESS', output: { delivered: workflowIds.length, workflowIds } };
  },
};
