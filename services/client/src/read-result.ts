import type { FailureStatus, Json, TaskError } from '@octavo/orchestrators';
import type { RunResult } from '@octavo/workflows/messages';
import { type Client, WorkflowFailedError } from '@temporalio/client';
import {
  ApplicationFailure,
  CancelledFailure,
  TerminatedFailure,
  TimeoutFailure,
  WorkflowNotFoundError,
} from '@temporalio/common';
import type { RunAddress } from './execution';
import { OctavoError } from './octavo-error';

/** Converts the errors of Temporal for a run without success to its result. Rethrows other errors. */
export function resultOfError(error: unknown, workflowId: string, runId: string): RunResult {
  if (!(error instanceof WorkflowFailedError)) throw error;
  const { cause } = error;
  const detail = cause instanceof ApplicationFailure ? cause.details?.[0] : undefined;
  if (isRunResult(detail)) return detail;
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

/** A part of the server's text for a run that has ended. */
const ENDED = 'already completed';
/** The server returns the end of an ended run at once. */
const SOON_MS = 1_000;

/** Whether a call failed because its run has ended. */
export function isOfEndedRun(error: unknown): boolean {
  return error instanceof WorkflowNotFoundError && error.message.includes(ENDED);
}

/** The error for a signal to, or the cancellation of, a run that has ended. Makes one call to find out how it ended. */
export async function runEnded(client: Client, run: RunAddress, cause?: unknown): Promise<OctavoError> {
  const { status, error } = (await readEnd(client, run)) ?? {};
  const code = error == null || error.code === status ? '' : ` (${error.code})`;
  const how = status === undefined ? '' : ` with status ${status}${code}`;
  const name = JSON.stringify(run.workflowId);
  const message = `the run ${name} has ended${how}: it takes no signal and cannot be cancelled`;
  return new OctavoError('RUN_ENDED', message, { cause });
}

/** Undefined if another execution follows the run, or if the server does not answer. */
async function readEnd(client: Client, { workflowId, runId }: RunAddress): Promise<Partial<RunResult> | undefined> {
  const handle = client.workflow.getHandle<() => Promise<RunResult>>(workflowId, runId, { followRuns: false });
  try {
    return await client.connection.withDeadline(Date.now() + SOON_MS, () => handle.result());
  } catch (error) {
    try {
      return resultOfError(error, workflowId, '');
    } catch {
      return undefined;
    }
  }
}
