import { TaskFailure } from '@octavo/orchestrators';
import { ApplicationFailure } from '@temporalio/common';
import type { EngineFailureDetails } from '../contracts/engine-failure';

/** Runs `work`; a `TaskFailure` goes to the workflow unchanged, and Temporal does not retry it. */
export async function tellingFailures<Value>(work: () => Value | Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (thrown) {
    if (!(thrown instanceof TaskFailure)) throw thrown;
    const { code: type, message, details, attempt, isRetryable, task } = thrown;
    const failureDetails: EngineFailureDetails = {
      details,
      attempt,
      isRetryable,
      ...(task === undefined ? {} : { task }),
    };
    throw ApplicationFailure.create({ type, message, nonRetryable: true, details: [failureDetails] });
  }
}
