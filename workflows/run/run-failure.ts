import { type TaskError, TaskFailure } from '@octavo/orchestrators';
import { ApplicationFailure, CancelledFailure } from '@temporalio/workflow';
import { clampUtf8 } from '../limits/clamp-text';
import type { RunResult } from './run-result';

const MAX_MESSAGE_BYTES = 16 * 1024;

/** Makes the result of a run that did not succeed into what Temporal ends a workflow with. */
export function failureOfRun(result: RunResult): Error {
  if (result.status === 'CANCELED') return new CancelledFailure('cancelled', [result]);
  const { code, message, task } = result.error ?? { code: 'INTERNAL', message: 'the run gave no error', task: '' };
  return toFailure({ code, message, task }, [result]);
}

/**
 * The one place that makes whatever was thrown into a failure of the workflow: any other error would make Temporal try
 * the workflow task again for ever.
 */
export function failureOfThrown(thrown: unknown): Error {
  if (thrown instanceof ApplicationFailure || thrown instanceof CancelledFailure) return thrown;
  if (thrown instanceof TaskFailure) {
    const { code, message, task = '', details } = thrown;
    return toFailure({ code, message, task }, [{ details }]);
  }
  const message = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown);
  return toFailure({ code: 'INTERNAL', message, task: '' }, []);
}

function toFailure(
  { code, message, task }: Pick<TaskError, 'code' | 'message' | 'task'>,
  details: unknown[],
): ApplicationFailure {
  const text = `${code}${task === '' ? '' : ` at ${task}`}: ${message}`;
  return ApplicationFailure.create({
    type: code,
    message: clampUtf8(text, MAX_MESSAGE_BYTES),
    details,
    nonRetryable: true,
  });
}
