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

/** Only a backstop: the activity itself ends a local attempt after two seconds, because it blocks its run. */
const LONGEST_ATTEMPT = '10s';

const tooLarge: typeof LOCAL_OUTPUT_TOO_LARGE = 'LOCAL_OUTPUT_TOO_LARGE';

/**
 * Runs `runAction` as a local activity. The delay before another attempt is a workflow timer, so that it does not block
 * the run. If the workflow task has no room for the result, the action runs remotely instead; if only the result shows
 * that (LOCAL_OUTPUT_TOO_LARGE), the attempt is repeated remotely.
 */
export function performLocally(parts: Parts): PerformActivity {
  return async (request, packed, cancellation) => {
    let previousHeartbeat = request.previousHeartbeat;
    for (let previousAttempts = request.previousAttempts; ; previousAttempts += 1) {
      const heartbeatField = previousHeartbeat === undefined ? {} : { previousHeartbeat };
      const next = { ...packed, ...heartbeatField, previousAttempts };
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
  packed: RunActionRequest,
  cancellation: Cancellation,
): Promise<Attempt> {
  let result: Json = null;
  try {
    const attempt = await lane.run(() => attemptLocally(request, packed, cancellation));
    result = attempt instanceof ApplicationFailure ? contentOf(attempt) : attempt.output;
    return attempt;
  } finally {
    localBudget.leave(result);
  }
}

/** Returns a failure that another attempt follows; throws a final failure. */
async function attemptLocally(
  request: ActionRequest,
  packed: RunActionRequest,
  cancellation: Cancellation,
): Promise<Attempt> {
  const { runAction } = proxyLocalActivities<OctavoActivities>({
    startToCloseTimeout: LONGEST_ATTEMPT,
    cancellationType: ActivityCancellationType.TRY_CANCEL,
    retry: { maximumAttempts: 1 },
    summary: summaryOf(request),
  });
  try {
    return await runInScope(cancellation, () => runAction(packed));
  } catch (thrown) {
    if (thrown instanceof ApplicationFailure && isFollowedByAttempt(thrown)) return thrown;
    throw thrown;
  }
}

function isFollowedByAttempt({ nonRetryable, type }: ApplicationFailure): boolean {
  return nonRetryable !== true || type === tooLarge;
}

function contentOf(attempt: ApplicationFailure): Json {
  const heartbeat = heartbeatOf(attempt);
  return heartbeat === undefined ? attempt.message : [attempt.message, heartbeat];
}

/** The server does not store heartbeat details of local activities, so the failure contains them. */
function heartbeatOf({ details }: ApplicationFailure): Json | undefined {
  return (details?.[0] as Partial<ActionFailureDetails> | undefined)?.heartbeat;
}
