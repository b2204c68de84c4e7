import type { OctavoActivities, RunActionReply, RunActionRequest, WORKER_SHUTDOWN } from '@octavo/activities';
import { type ActionRequest, type ActionResult, type Cancellation, mostAttempts } from '@octavo/orchestrators';
import { ActivityCancellationType, proxyActivities, proxyLocalActivities } from '@temporalio/workflow';
import { runInScope } from '../adapters/cancellation-scopes';
import type { ActionHandler, ActionHandlerParts } from './action-handler';
import { remoteOptions, summaryOf } from './activity-options';
import { failureOfAction } from './temporal-failures';

/** What the activity's request may take of the 2 MiB of a payload. */
const MAX_REQUEST_BYTES = 2 * 1024 * 1024 - 64 * 1024;
/** The outbox never makes a request much larger than it has to be. */
const MAX_RIDE_BYTES = 512 * 1024;
/** A local activity holds its run: an attempt ends within two seconds, a longer pause between attempts is a timer. */
const LOCAL_ATTEMPT = '5s';
const LONGEST_LOCAL_PAUSE = '1s';

const shutdown: typeof WORKER_SHUTDOWN = 'WORKER_SHUTDOWN';

/** Runs actions in the activity `runAction`, remote or local; the outbox rides along. */
export class OctavoActivity implements ActionHandler {
  readonly #parts: ActionHandlerParts;

  constructor(parts: ActionHandlerParts) {
    this.#parts = parts;
  }

  async run(request: ActionRequest, cancellation: Cancellation): Promise<ActionResult> {
    for (;;) {
      try {
        return await this.#attempt(request, cancellation);
      } catch (thrown) {
        const failure = failureOfAction(thrown, request.previousAttempts + 1);
        if (!('code' in failure) || failure.code !== shutdown) throw failure;
      }
    }
  }

  async #attempt(request: ActionRequest, cancellation: Cancellation): Promise<ActionResult> {
    const asked = toRunActionRequest(request);
    return await this.#parts.gate.pass(request.input, cancellation, async () => {
      const roomBytes = MAX_REQUEST_BYTES - JSON.stringify(asked).length;
      const ride = this.#parts.writer.board(Math.max(0, Math.min(MAX_RIDE_BYTES, roomBytes)));
      let result: 'written' | 'unwritten' = 'unwritten';
      try {
        const reply = await runInScope(cancellation, () => perform(request, { ...asked, outbox: ride.batch }));
        result = reply.unwritten === true ? 'unwritten' : 'written';
        return resultOf(reply);
      } finally {
        ride.end(result);
      }
    });
  }
}

function perform(request: ActionRequest, asked: RunActionRequest): Promise<RunActionReply> {
  const maxAttempts = mostAttempts(request.retry);
  if (request.execution === 'local') {
    const local = proxyLocalActivities<OctavoActivities>({
      startToCloseTimeout: LOCAL_ATTEMPT,
      localRetryThreshold: LONGEST_LOCAL_PAUSE,
      cancellationType: ActivityCancellationType.TRY_CANCEL,
      retry: { maximumAttempts: maxAttempts },
      summary: summaryOf(request),
    });
    return local.runAction(asked);
  }
  return proxyActivities<OctavoActivities>(remoteOptions(request, maxAttempts)).runAction(asked);
}

function toRunActionRequest(request: ActionRequest): RunActionRequest {
  const { action, path, input, deferred, idempotencyKey, retry, previousAttempts, requestedAtMs, attemptTimeoutMs } = request;
  return {
    ...{ action, path, input, idempotencyKey, retry, requestedAtMs, attemptTimeoutMs },
    ...(deferred.length === 0 ? {} : { deferred }),
    ...(previousAttempts === 0 ? {} : { previousAttempts }),
  };
}

function resultOf({ output, attempt, startedAt, endedAt }: RunActionReply): ActionResult {
  return { output, attempt, startedAt, endedAt };
}
