import { isNeverRetried, type Json, TaskFailure } from '@octavo/orchestrators';
import { isJsonObject } from '@octavo/orchestrators/language';
import type { RunResult } from '@octavo/workflows';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import {
  ApplicationFailure,
  ChildWorkflowCancellationType,
  ChildWorkflowFailure,
  type ChildWorkflowOptions,
  ParentClosePolicy,
  startChild,
  workflowInfo,
} from '@temporalio/workflow';
import type { DoneResult } from '../../contracts/response';
import { isOwnCancellation } from '../cancellation';
import { toTaskFailure } from '../engine-failures';
import type { AttemptStart } from '../execution/attempt-start';
import { priorityOf } from './activity-options';
import type { ChildRunWork } from '../other-runs';

type LegacyRun = (argument: unknown) => Promise<RunResult>;

interface ChildInput {
  readonly argument: Readonly<Record<string, Json>>;
  readonly workflowId: string;
  readonly wait: boolean;
  readonly isAbandoned: boolean;
}

/**
 * `workflow.run`: runs another definition as a child on the same engine. Its error becomes that of the task; its path gets
 * the task's path as a prefix.
 */
export async function runLegacyChild(
  work: ChildRunWork,
  { previousAttempts }: AttemptStart,
): Promise<DoneResult<Json>> {
  const attempt = previousAttempts + 1;
  const input = readInput(work, attempt);
  try {
    const child = await startChild<LegacyRun>('legacyRun', optionsOf(work, input));
    const ids = { workflowId: child.workflowId, runId: child.firstExecutionRunId };
    return { kind: 'done', result: input.wait ? (await child.result()).output : ids, attempt };
  } catch (thrown) {
    if (isOwnCancellation(thrown)) throw thrown;
    throw innerFailure(thrown, work.path, attempt) ?? toTaskFailure(thrown, attempt);
  }
}

function optionsOf(
  { prepared, priority }: ChildRunWork,
  { argument, workflowId, isAbandoned }: ChildInput,
): ChildWorkflowOptions & { args: [unknown] } {
  const { taskQueue } = prepared;
  return {
    args: [argument],
    workflowId,
    parentClosePolicy: isAbandoned ? ParentClosePolicy.ABANDON : ParentClosePolicy.REQUEST_CANCEL,
    cancellationType: isAbandoned ? ChildWorkflowCancellationType.ABANDON : ChildWorkflowCancellationType.TRY_CANCEL,
    ...(taskQueue === undefined ? {} : { taskQueue }),
    ...priorityOf(priority),
  };
}

function readInput({ prepared, path, idempotencyKey: keyPrefix }: ChildRunWork, attempt: number): ChildInput {
  if (!isJsonObject(prepared.input)) throw invalid('`with` of workflow.run must be { definition, … }');
  const { definition, version, input = {}, wait = true, onCancel = 'cancel' } = prepared.input;
  const retry = attempt === 1 ? '' : `~${attempt}`;
  const { workflowId = `${workflowInfo().workflowId}/${path}${retry}` } = prepared.input;
  if (!isText(definition)) throw invalid('`definition` of workflow.run must be text');
  if (!isText(workflowId)) throw invalid('`workflowId` of workflow.run must be text');
  if (version !== undefined && typeof version !== 'string') throw invalid('`version` of workflow.run must be text');
  const argument = { definitionId: definition, input, keyPrefix, ...(version === undefined ? {} : { version }) };
  return { argument, workflowId, ...readWays(wait, onCancel) };
}

function readWays(wait: Json, onCancel: Json): Pick<ChildInput, 'wait' | 'isAbandoned'> {
  if (typeof wait !== 'boolean') throw invalid('`wait` of workflow.run must be true or false');
  const isAbandoned = onCancel === 'abandon';
  if (!isAbandoned && onCancel !== 'cancel') throw invalid('`onCancel` of workflow.run must be cancel or abandon');
  return { wait, isAbandoned: !wait || isAbandoned };
}

function isText(value: Json | undefined): value is string {
  return typeof value === 'string' && value !== '';
}

function innerFailure(thrown: unknown, path: string, attempt: number): TaskFailure | undefined {
  if (thrown instanceof WorkflowExecutionAlreadyStartedError) {
    return new TaskFailure('WORKFLOW_ALREADY_RUNNING', `a run with the workflow id "${thrown.workflowId}" is open`, {
      attempt,
    });
  }
  const cause = thrown instanceof ChildWorkflowFailure ? thrown.cause : undefined;
  const result =
    cause instanceof ApplicationFailure ? (cause.details?.[0] as Partial<RunResult> | undefined) : undefined;
  const error = result?.error ?? undefined;
  if (error === undefined) return undefined;
  const task = error.task === '' ? path : `${path}/${error.task}`;
  const isRetryable = !isNeverRetried(error.code);
  return new TaskFailure(error.code, error.message, { details: error.details, task, attempt, isRetryable });
}

function invalid(message: string): TaskFailure {
  return new TaskFailure('INPUT_INVALID', message);
}
