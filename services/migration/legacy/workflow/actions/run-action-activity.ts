import type { OctavoActivities, RunActionReply, RunActionRequest, WORKER_SHUTDOWN } from '@octavo/activities';
import { type Json, mostAttempts, type TaskFailure } from '@octavo/orchestrators';
import { proxyActivities } from '@temporalio/workflow';
import type { DoneResult } from '../../contracts/response';
import { isOwnCancellation } from '../cancellation';
import { toTaskFailure } from '../engine-failures';
import type { AttemptStart } from '../execution/attempt-start';
import { optionsOf } from './activity-options';
import type { BasicWork } from './basic-work';

const shutdown: typeof WORKER_SHUTDOWN = 'WORKER_SHUTDOWN';

/** Runs an action in the activity `runAction`; Temporal retries the errors that the activity marks as retryable. */
export async function runActionActivity(work: BasicWork, start: AttemptStart): Promise<DoneResult<Json>> {
  const { runAction } = proxyActivities<OctavoActivities>(optionsOf(work, mostAttempts(work.prepared.retry)));
  for (;;) {
    const reply = await ask(() => runAction(requestOf(work, start)), start);
    if ('output' in reply) {
      const { output, attempt, startedAt, endedAt } = reply;
      return { kind: 'done', result: output, attempt, startedAt, endedAt };
    }
    // The worker was shut down, which is not a failure of the action.
    if (reply.code !== shutdown) throw reply;
  }
}

async function ask(
  work: () => Promise<RunActionReply>,
  { previousAttempts }: AttemptStart,
): Promise<RunActionReply | TaskFailure> {
  try {
    return await work();
  } catch (thrown) {
    if (isOwnCancellation(thrown)) throw thrown;
    return toTaskFailure(thrown, previousAttempts + 1);
  }
}

function requestOf(
  { path, prepared, idempotencyKey }: BasicWork,
  { previousAttempts, requestedAtMs }: AttemptStart,
): RunActionRequest {
  const { action, input, deferred, retry, attemptTimeoutMs } = prepared;
  return {
    ...{ action, path, input, idempotencyKey, retry, requestedAtMs, attemptTimeoutMs },
    ...(deferred.length === 0 ? {} : { deferred }),
    ...(previousAttempts === 0 ? {} : { previousAttempts }),
  };
}
