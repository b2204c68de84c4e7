import { type RunOutcome, type TaskError, TaskFailure } from '@octavo/orchestrators';
import { ApplicationFailure, CancelledFailure, workflowInfo } from '@temporalio/workflow';
import { clampUtf8 } from '../limits/clamp-text';
import type { RunResult } from './run-result';

const MAX_MESSAGE_BYTES = 16 * 1024;

/** Makes the result of a run that did not succeed into what Temporal ends a workflow with. */
export function failureOfRun(result: RunResult): Error {
  if (result.status === 'CANCELED') return new CancelledFailure('cancelled', [result]);
  const { code, message, task } = result.error ?? { code: 'INTERNAL', message: 'the run gave no error', task: '' };
  const text = `${code}${task === '' ? '' : ` at ${task}`}: ${message}`;
  return ApplicationFailure.create({
    type: code,
    message: clampUtf8(text, MAX_MESSAGE_BYTES),
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
  return failureOfRun({ workflowId, runId, ...before, error: errorOf(thrown) });
}

/** How a run ends of a failure that no handler may take. */
export function fatalOutcome({ code, message, details }: TaskFailure): RunOutcome {
  return { status: 'FAILED', error: { code, message, task: '', details, attempt: 1 }, handled: false, output: null };
}

/** A defect of the engine as a failure that no handler may take. */
export function defect(thrown: unknown): TaskFailure {
  return new TaskFailure('INTERNAL', thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown));
}

function errorOf(thrown: unknown): TaskError {
  const { code, message, task = '', details, attempt } = thrown instanceof TaskFailure ? thrown : defect(thrown);
  return { code, message, task, details, attempt };
}
