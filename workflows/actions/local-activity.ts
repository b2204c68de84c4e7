import type {
  ActionFailureDetails,
  LOCAL_OUTPUT_TOO_LARGE,
  OctavoActivities,
  RunActionReply,
  RunActionRequest,
} from '@octavo/activities';
import type { ActionRequest, Cancellation, Json } from '@octavo/orchestrators';
import { ActivityCancellationType, ApplicationFailure, proxyLocalActivities } from '@temporalio/workflow';
import { giveUpWhenCanceled, runInScope } from '../adapters/temporal-timers';
import type { ActionHandlerParts } from './action-handler';
import { performRemotely, summaryOf } from './remote-activity';
import type { PerformActivity } from './octavo-activity';

type Parts = Pick<ActionHandlerParts, 'lane' | 'timers' | 'localBudget'>;

/** The activity itself ends an attempt within two seconds: a local activity holds its run. */
const LONGEST_ATTEMPT = '10s';

const tooLarge: typeof LOCAL_OUTPUT_TOO_LARGE = 'LOCAL_OUTPUT_TOO_LARGE';

/**
 * `runAction` on the worker that has the run. The pause before another attempt is a timer of the workflow, so that the
 * run is not held meanwhile. What the workflow task has no room for is done remotely, also where that shows too late.
 */
export function performLocally(parts: Parts): PerformActivity {
  return async (request, asked, cancellation) => {
    let previousHeartbeat = request.previousHeartbeat;
    for (let previousAttempts = request.previousAttempts; ; previousAttempts += 1) {
      const known = previousHeartbeat === undefined ? {} : { previousHeartbeat };
      const next = { ...asked, ...known, previousAttempts };
      if (!(await parts.localBudget.enter(cancellation))) return await performRemotely(request, next, cancellation);
      const attempt = await giveUpWhenCanceled(cancellation, attemptInTurn(parts, request, next, cancellation));
      if (!(attempt instanceof ApplicationFailure)) return attempt;
      if (attempt.type === tooLarge) return await performRemotely(request, next, cancellation);
      previousHeartbeat = heartbeatOf(attempt) ?? previousHeartbeat;
      await parts.timers.sleep(Number(attempt.nextRetryDelay ?? 0), cancellation);
    }
  };
}

type Attempt = RunActionReply | ApplicationFailure;

async function attemptInTurn(
  { lane, localBudget }: Parts,
  request: ActionRequest,
  asked: RunActionRequest,
  cancellation: Cancellation,
): Promise<Attempt> {
  let brought: Json = null;
  try {
    const attempt = await lane.run(() => attemptLocally(request, asked, cancellation));
    brought = attempt instanceof ApplicationFailure ? sentOf(attempt) : attempt.output;
    return attempt;
  } finally {
    localBudget.leave(brought);
  }
}

/** Gives a failure that another attempt follows; throws the last one. */
async function attemptLocally(
  request: ActionRequest,
  asked: RunActionRequest,
  cancellation: Cancellation,
): Promise<Attempt> {
  const { runAction } = proxyLocalActivities<OctavoActivities>({
    startToCloseTimeout: LONGEST_ATTEMPT,
    cancellationType: ActivityCancellationType.TRY_CANCEL,
    retry: { maximumAttempts: 1 },
    summary: summaryOf(request),
  });
  try {
    return await runInScope(cancellation, () => runAction(asked));
  } catch (thrown) {
    if (thrown instanceof ApplicationFailure && mayGoOn(thrown)) return thrown;
    throw thrown;
  }
}

function mayGoOn({ nonRetryable, type }: ApplicationFailure): boolean {
  return nonRetryable !== true || type === tooLarge;
}

function sentOf(attempt: ApplicationFailure): Json {
  const heartbeat = heartbeatOf(attempt);
  return heartbeat === undefined ? attempt.message : [attempt.message, heartbeat];
}

/** The server keeps no heartbeat details of a local activity: the failure has them. */
function heartbeatOf({ details }: ApplicationFailure): Json | undefined {
  return (details?.[0] as Partial<ActionFailureDetails> | undefined)?.heartbeat;
}
