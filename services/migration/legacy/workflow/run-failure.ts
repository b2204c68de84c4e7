import { asTaskFailure, errorAt } from '@octavo/orchestrators';
import type { RunResult } from '@octavo/workflows';
import { ApplicationFailure, CancelledFailure, workflowInfo } from '@temporalio/workflow';

const MOST_MESSAGE_CHARACTERS = 5_000;

/** Converts the result of a run that did not succeed to the failure of the workflow. */
export function failureOfRun(result: RunResult): Error {
  if (result.status === 'CANCELED') return new CancelledFailure('cancelled', [result]);
  const { code, message, task } = result.error ?? { code: 'INTERNAL', message: 'the run gave no error', task: '' };
  return toFailure(code, `${code}${task === '' ? '' : ` at ${task}`}: ${message}`, result);
}

/** Converts any thrown value to a failure, because Temporal would retry the workflow task forever for other errors. */
export function failureOfThrown(thrown: unknown): Error {
  if (thrown instanceof ApplicationFailure || thrown instanceof CancelledFailure) return thrown;
  const { workflowId, runId } = workflowInfo();
  const before = { status: 'FAILED', output: null, tasks: {} } as const;
  return failureOfRun({ workflowId, runId, ...before, error: errorAt('', asTaskFailure(thrown)) });
}

function toFailure(type: string, message: string, detail: unknown): ApplicationFailure {
  return ApplicationFailure.create({
    type,
    message: message.slice(0, MOST_MESSAGE_CHARACTERS),
    details: [detail],
    nonRetryable: true,
  });
}
