import { asTaskFailure, clampText, errorAt, type RunOutcome, type TaskFailure } from '@octavo/orchestrators';
import { ApplicationFailure, CancelledFailure, workflowInfo } from '@temporalio/workflow';
import type { RunResult } from './run-result';

const MAX_MESSAGE_BYTES = 16 * 1024;

/** Makes the result of a run that did not succeed into what Temporal ends a workflow with. */
export function failureOfRun(result: RunResult): Error {
  if (result.status === 'CANCELED') return new CancelledFailure('cancelled', [result]);
  const { code, message, task } = result.error ?? { code: 'INTERNAL', message: 'the run gave no error', task: '' };
  const text = `${code}${task === '' ? '' : ` at ${task}`}: ${message}`;
  return ApplicationFailure.create({
    type: code,
    message: clampText(text, MAX_MESSAGE_BYTES),
    details: [result],
    nonRetryable: true,
  });
}

/**
 * The one place that makes whatever was thrown into a failure of the workflow: any other error would make Temporal try
 * the workflow task again for ever.
 */
export function failureOfThrown(thrown: unknown): Error {
  if (thrown instanceof ApplicationFailure || thrown instanceof CancelledFailure) return thrown;
  const { workflowId, runId } = workflowInfo();
  const before = { status: 'FAILED', output: null, tasks: {} } as const;
  return failureOfRun({ workflowId, runId, ...before, error: errorAt('', asTaskFailure(thrown)) });
}

/** How a run ends of a failure that no handler may take. */
export function fatalOutcome(failure: TaskFailure): RunOutcome {
  return { status: 'FAILED', error: errorAt('', failure), handled: false, output: null };
}
