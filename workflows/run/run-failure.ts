import { asTaskFailure, clampText, errorAt, type RunOutcome, type TaskFailure } from '@octavo/orchestrators';
import { ApplicationFailure, CancelledFailure, workflowInfo } from '@temporalio/workflow';
import type { RunResult } from './run-result';

const MAX_MESSAGE_BYTES = 16 * 1024;

/** Converts the result of a run that did not succeed to the error that the workflow throws. */
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
 * The only place that converts thrown values to failures of the workflow. For any other error, Temporal would retry the
 * workflow task for ever.
 */
export function failureOfThrown(thrown: unknown): Error {
  if (thrown instanceof ApplicationFailure || thrown instanceof CancelledFailure) return thrown;
  const { workflowId, runId } = workflowInfo();
  const result = { status: 'FAILED', output: null, tasks: {} } as const;
  return failureOfRun({ workflowId, runId, ...result, error: errorAt('', asTaskFailure(thrown)) });
}

/** The outcome of a run that ends with a failure that no handler may handle. */
export function fatalOutcome(failure: TaskFailure): RunOutcome {
  return { status: 'FAILED', error: errorAt('', failure), handled: false, output: null };
}
