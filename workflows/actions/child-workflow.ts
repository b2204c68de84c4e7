import {
  type ActionRequest,
  type ActionResult,
  type Cancellation,
  isJsonObject,
  isNeverRetried,
  type Json,
  TaskFailure,
} from '@octavo/orchestrators';
import { WorkflowExecutionAlreadyStartedError } from '@temporalio/common';
import {
  ApplicationFailure,
  ChildWorkflowCancellationType,
  type ChildWorkflowHandle,
  type ChildWorkflowOptions,
  ChildWorkflowFailure,
  ParentClosePolicy,
  startChild,
  workflowInfo,
} from '@temporalio/workflow';
import { runInScope } from '../adapters/temporal-timers';
import { checkTemporalName } from '../limits/temporal-names';
import type { RunResult } from '../run/run-result';
import { identityAttributes } from '../view/search-attributes';
import type { ActionHandler, ActionHandlerParts } from './action-handler';
import { priorityOf, summaryOf } from './remote-activity';
import { failureOfAction } from './temporal-failures';

type OctavoRun = (argument: unknown) => Promise<RunResult>;

interface Input {
  readonly definition: string;
  readonly version?: string;
  readonly input: Json;
  readonly workflowId: string;
  readonly wait: boolean;
  readonly onCancel: 'cancel' | 'abandon';
}

/**
 * Action `workflow.run`: runs another definition as a child workflow. If the child fails, the action fails with the same
 * error; the path of this task is put in front of the error's path.
 */
export class WorkflowRunAction implements ActionHandler {
  readonly #parts: ActionHandlerParts;

  constructor(parts: ActionHandlerParts) {
    this.#parts = parts;
  }

  async run(request: ActionRequest, cancellation: Cancellation): Promise<ActionResult> {
    const input = readInput(request);
    const attempt = request.previousAttempts + 1;
    return await this.#parts.gate.pass(request.input, cancellation, async () => {
      try {
        return { output: await runInScope(cancellation, () => this.#runChild(request, input)), attempt };
      } catch (thrown) {
        const failure = innerFailure(thrown, request, attempt) ?? failureOfAction(thrown, attempt);
        if (failure instanceof TaskFailure)
          this.#parts.failures.actionFailed(failure.task ?? request.path, failure.code);
        throw failure;
      }
    });
  }

  async #runChild(request: ActionRequest, input: Input): Promise<Json> {
    const attributes = this.#parts.hasSearchAttributes ? { typedSearchAttributes: identityAttributes(input) } : {};
    const child = await startChild<OctavoRun>('octavoRun', { ...optionsOf(request, input), ...attributes });
    if (!input.wait) return idsOf(child);
    const { output } = await child.result();
    return output;
  }
}

function idsOf({ workflowId, firstExecutionRunId }: ChildWorkflowHandle<OctavoRun>): Json {
  return { workflowId, runId: firstExecutionRunId };
}

function optionsOf(request: ActionRequest, childInput: Input): ChildWorkflowOptions & { args: [unknown] } {
  const { definition, version, input, workflowId, wait, onCancel } = childInput;
  const isAbandoned = !wait || onCancel === 'abandon';
  return {
    args: [
      {
        definitionId: definition,
        input,
        keyPrefix: request.idempotencyKey,
        ...(version === undefined ? {} : { version }),
      },
    ],
    workflowId,
    parentClosePolicy: isAbandoned ? ParentClosePolicy.ABANDON : ParentClosePolicy.REQUEST_CANCEL,
    cancellationType: isAbandoned ? ChildWorkflowCancellationType.ABANDON : ChildWorkflowCancellationType.TRY_CANCEL,
    staticSummary: summaryOf(request),
    ...(request.taskQueue === undefined ? {} : { taskQueue: request.taskQueue }),
    ...priorityOf(request.priority),
  };
}

function readInput({ input: given, path, previousAttempts }: ActionRequest): Input {
  if (!isJsonObject(given)) throw invalid('`with` of workflow.run must be { definition, … }');
  const { definition, version, input = {}, wait = true, onCancel = 'cancel' } = given;
  const retry = previousAttempts === 0 ? '' : `~${previousAttempts + 1}`;
  const { workflowId = `${workflowInfo().workflowId}/${path}${retry}` } = given;
  checkTemporalName('`definition` of workflow.run', definition);
  checkTemporalName('`workflowId` of workflow.run', workflowId);
  if (version !== undefined && typeof version !== 'string') throw invalid('`version` of workflow.run must be text');
  if (typeof wait !== 'boolean') throw invalid('`wait` of workflow.run must be true or false');
  if (onCancel !== 'cancel' && onCancel !== 'abandon')
    throw invalid('`onCancel` of workflow.run must be cancel or abandon');
  return { definition, input, workflowId, wait, onCancel, ...(version === undefined ? {} : { version }) };
}

function innerFailure(thrown: unknown, { path }: ActionRequest, attempt: number): TaskFailure | undefined {
  if (thrown instanceof WorkflowExecutionAlreadyStartedError) {
    return new TaskFailure('WORKFLOW_ALREADY_RUNNING', `a run with the workflow id "${thrown.workflowId}" is open`, {
      attempt,
    });
  }
  const cause = thrown instanceof ChildWorkflowFailure ? thrown.cause : undefined;
  if (!(cause instanceof ApplicationFailure)) return undefined;
  const error = (cause.details?.[0] as Partial<RunResult> | undefined)?.error;
  if (error === undefined || error === null) return undefined;
  const task = error.task === '' ? path : `${path}/${error.task}`;
  const isRetryable = !isNeverRetried(error.code);
  return new TaskFailure(error.code, error.message, { details: error.details, task, attempt, isRetryable });
}

function invalid(message: string): TaskFailure {
  return new TaskFailure('INPUT_INVALID', message);
}
