import type { Json } from '@octavo/orchestrators';
import { decideRetry, TaskFailure } from '@octavo/orchestrators';
import type { BasicTask } from '@octavo/orchestrators/language';
import { sleep } from '@temporalio/workflow';
import type { PreparedBasic } from '../../contracts/create-state';
import { executeAction } from '../actions/execute-action';
import { isOwnCancellation } from '../cancellation';
import { toTaskFailure } from '../engine-failures';
import type { Work, Worker } from '../task-visit';
import type { AttemptStart } from './attempt-start';

/**
 * Makes attempts until one succeeds or the policy allows no more. An error that Temporal has retried arrives here as not
 * retryable.
 */
export const runBasic: Worker<BasicTask, PreparedBasic, Json> = async (work) => {
  const requestedAtMs = Date.parse(work.state.startedAt ?? '');
  for (let previousAttempts = 0; ; ) {
    try {
      return await executeAction(work, { previousAttempts, requestedAtMs });
    } catch (thrown) {
      if (isOwnCancellation(thrown)) throw thrown;
      const failure = toTaskFailure(thrown, previousAttempts + 1);
      previousAttempts = Math.max(previousAttempts + 1, failure.attempt);
      await pauseAfter(failure, work, { previousAttempts, requestedAtMs });
    }
  }
};

async function pauseAfter(
  failure: TaskFailure,
  { prepared: { retry } }: Work<BasicTask, PreparedBasic>,
  start: AttemptStart,
): Promise<void> {
  const { previousAttempts: attempt, requestedAtMs } = start;
  const elapsedMs = Date.now() - requestedAtMs;
  const next = decideRetry(retry, failure, { attempt, elapsedMs, random: Math.random() });
  if (next === undefined) {
    const { code, message, details, task } = failure;
    throw new TaskFailure(code, message, { details, task, attempt });
  }
  if (next.delayMs > 0) await sleep(next.delayMs);
}
