import { asTaskFailure, errorAt } from '@octavo/orchestrators';
import type { RunResult } from '@octavo/workflows';
import { ApplicationFailure, CancelledFailure, workflowInfo } from '@temporalio/workflow';

const MOST_MESSAGE_CHARACTERS = 5_000;

/** Makes the result of a run that did not succeed into what Temporal ends a workflow with. */
export function failureOfRun(result: RunResult): Error {
  if (result.status === 'CANCELED') return new CancelledFailure('cancelled', [result]);
  const { code, message, task } = result.error ?? { code: 'INTERNAL', message: 'the run gave no error', task: '' };
  return toFailure(code, `${code}${task === '' ? '' : ` at ${task}`}: ${message}`, result);
}

/** Whatever was thrown: any other error would make Temporal try the workflow task again for ever. */
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
