import type { FailureStatus, Json, TaskError } from '@octavo/orchestrators';
import type { RunResult } from '@octavo/workflows';
import { WorkflowFailedError } from '@temporalio/client';
import { ApplicationFailure, CancelledFailure, TerminatedFailure, TimeoutFailure } from '@temporalio/common';

/** Converts the errors of Temporal for a run without success to its result. Rethrows other errors. */
export function resultOfError(error: unknown, workflowId: string, runId: string): RunResult {
  if (!(error instanceof WorkflowFailedError)) throw error;
  const { cause } = error;
  const known = cause instanceof ApplicationFailure ? cause.details?.[0] : undefined;
  if (isRunResult(known)) return known;
  const { status, code, message, details } = describe(cause);
  const taskError: TaskError = { code, message, task: '', details, attempt: 1 };
  // `tasks` are not known here; the client queries them.
  return { workflowId, runId, status, output: null, error: taskError, tasks: {}, leftOut: 'tasks' };
}

interface Description {
  readonly status: FailureStatus;
  readonly code: string;
  readonly message: string;
  readonly details: Json;
}

function describe(cause: Error | undefined): Description {
  if (cause instanceof CancelledFailure)
    return { status: 'CANCELED', code: 'CANCELED', message: 'cancelled', details: null };
  if (cause instanceof TerminatedFailure)
    return { status: 'CANCELED', code: 'TERMINATED', message: cause.message, details: null };
  if (cause instanceof TimeoutFailure)
    return { status: 'TIMED_OUT', code: 'TIMED_OUT', message: cause.message, details: null };
  const code = (cause instanceof ApplicationFailure ? cause.type : undefined) ?? 'INTERNAL';
  const message = cause?.message ?? 'the run failed without a reason';
  return {
    status: 'FAILED',
    code,
    message: message.startsWith(`${code}: `) ? message.slice(code.length + 2) : message,
    details: detailsOf(cause),
  };
}

function detailsOf(cause: Error | undefined): Json {
  const first =
    cause instanceof ApplicationFailure ? (cause.details?.[0] as { readonly details?: Json } | undefined) : undefined;
  return first?.details ?? null;
}

function isRunResult(value: unknown): value is RunResult {
  return typeof value === 'object' && value !== null && 'workflowId' in value && 'status' in value && 'tasks' in value;
}
