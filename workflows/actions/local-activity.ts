import type { OctavoActivities, RunActionReply, RunActionRequest } from '@octavo/activities';
import type { ActionRequest, Cancellation } from '@octavo/orchestrators';
import { ActivityCancellationType, ApplicationFailure, proxyLocalActivities } from '@temporalio/workflow';
import { giveUpWhenCanceled, runInScope } from '../adapters/cancellation-scopes';
import type { ActionHandlerParts } from './action-handler';
import { summaryOf } from './activity-options';
import type { PerformActivity } from './octavo-activity';

/** The activity itself ends an attempt within two seconds: a local activity holds its run. */
const LONGEST_ATTEMPT = '10s';

/**
 * `runAction` on the worker that has the run. The pause before another attempt is a timer of the workflow, so that the
 * run is not held meanwhile.
 */
export function performLocally({ lane, timers }: Pick<ActionHandlerParts, 'lane' | 'timers'>): PerformActivity {
  return async (request, asked, cancellation) => {
    for (let previousAttempts = request.previousAttempts; ; previousAttempts += 1) {
      const work = lane.run(() => attemptLocally(request, { ...asked, previousAttempts }, cancellation));
      const attempt = await giveUpWhenCanceled(cancellation, work);
      if (!(attempt instanceof ApplicationFailure)) return attempt;
      await timers.sleep(Number(attempt.nextRetryDelay ?? 0), cancellation);
    }
  };
}

/** Gives a failure that another attempt follows; throws the last one. */
async function attemptLocally(
  request: ActionRequest,
  asked: RunActionRequest,
  cancellation: Cancellation,
): Promise<RunActionReply | ApplicationFailure> {
  const { runAction } = proxyLocalActivities<OctavoActivities>({
    startToCloseTimeout: LONGEST_ATTEMPT,
    cancellationType: ActivityCancellationType.TRY_CANCEL,
    retry: { maximumAttempts: 1 },
    summary: summaryOf(request),
  });
  try {
    return await runInScope(cancellation, () => runAction(asked));
  } catch (thrown) {
    if (thrown instanceof ApplicationFailure && thrown.nonRetryable !== true) return thrown;
    throw thrown;
  }
}
