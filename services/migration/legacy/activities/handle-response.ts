import type { FailureOutcome, Json, TaskNode, TaskOutcome, TaskState } from '@octavo/orchestrators';
import {
  checkedSize,
  failureFromThrown,
  formatDuration,
  timedOutOutcome,
  verdictOf,
} from '@octavo/orchestrators/language';
import type { ResponseReply, ResponseRequest } from '../contracts/response';
import { newState } from '../services/new-state';
import { chooseHandler, endHandling } from './error-handler';
import { type Evaluation, evaluationOf, timeOf } from './evaluation';
import type { StateWriter } from './state-writer';

/** The part of a response activity that depends on the type. */
export interface ResponseKind<Task extends TaskNode, Result> {
  /** The raw outcome. Throws `TaskFailure`. */
  outcomeOf(result: Result, request: ResponseRequest<Task, Result>, evaluation: Evaluation): TaskOutcome;
  /** The output of a task that continues after its timeout; undefined if the timeout is a failure. */
  outputAtTimeout?(soFar: Result | null, config: Task): Json | undefined;
}

/**
 * Makes the outcome, the outputs and the next task from a result, and writes them: the common part of every
 * `handle…Response`.
 */
export async function handleResponse<Task extends TaskNode, Result>(
  states: StateWriter,
  request: ResponseRequest<Task, Result>,
  kind: ResponseKind<Task, Result>,
): Promise<ResponseReply> {
  const { config, context, result } = request;
  const evaluation = evaluationOf(context);
  const raw = rawOutcome(request, kind, evaluation);
  const outcome = withinSize(result.kind === 'handled' ? raw : reshape(raw, request, evaluation), request.place.path);
  const failed = result.kind !== 'handled' && isRaised(outcome) && mayBeHandled(request) ? outcome : undefined;
  if (failed === undefined) return await end(states, request, outcome);
  const failedState = endedState(request, failed);
  const raised = { failure: failed, handlers: config.onError ?? [], path: request.place.path, failed: failedState };
  const handling = chooseHandler(raised, evaluation);
  if ('outcome' in handling) return await end(states, request, handling.outcome);
  const state: TaskState = { ...failedState, status: 'RUNNING', endedAt: null };
  await states.write(context.run, state);
  return { kind: 'handling', state: { ...failedState }, failure: failed, handler: handling.handler };
}

function rawOutcome<Task extends TaskNode, Result>(
  request: ResponseRequest<Task, Result>,
  kind: ResponseKind<Task, Result>,
  evaluation: Evaluation,
): TaskOutcome {
  const { result, config, place } = request;
  switch (result.kind) {
    case 'failed':
      return result.failure;
    case 'handled':
      return endHandling(result.failure, config.onError?.[result.handler], result.outcome);
    case 'timedOut': {
      const failure = timedOutOutcome(place.path, formatDuration(result.timeoutMs));
      const output = kind.outputAtTimeout?.(result.soFar, config);
      return output === undefined ? failure : { ...failure, handled: true, output };
    }
    case 'done':
      return caught(place.path, () => kind.outcomeOf(result.result, request, evaluation));
  }
}

/** `outputs` over the raw output. */
function reshape(
  outcome: TaskOutcome,
  { config, place }: ResponseRequest,
  { evaluator, scope }: Evaluation,
): TaskOutcome {
  const { outputs } = config;
  if (outputs === undefined || outcome.status === 'SKIPPED' || verdictOf(outcome) === 'failure') return outcome;
  return caught(place.path, () => ({
    ...outcome,
    output: evaluator.value(outputs, scope.bind({ result: outcome.output })),
  }));
}

function withinSize(outcome: TaskOutcome, path: string): TaskOutcome {
  return caught(path, () => {
    if (outcome.status !== 'SKIPPED') checkedSize('the output', outcome.output);
    return outcome;
  });
}

function caught(path: string, work: () => TaskOutcome): TaskOutcome {
  try {
    return work();
  } catch (thrown) {
    return failureFromThrown(thrown, path);
  }
}

function isRaised(outcome: TaskOutcome): outcome is FailureOutcome {
  return (outcome.status === 'FAILED' || outcome.status === 'TIMED_OUT') && !outcome.handled;
}

// A handler also gets the first visit beyond `maxVisits`, but no later one: else it could jump back forever.
function mayBeHandled({ config, place }: ResponseRequest): boolean {
  return config.onError !== undefined && place.visitOfRound <= (config.maxVisits ?? Number.POSITIVE_INFINITY) + 1;
}

async function end(states: StateWriter, request: ResponseRequest, outcome: TaskOutcome): Promise<ResponseReply> {
  const state = endedState(request, outcome);
  await states.write(request.context.run, state);
  return { kind: 'ended', state, outcome, next: nextOf(request.config, outcome) };
}

/** The outcome's `next` takes precedence over the task's `then`. */
function nextOf({ then }: TaskNode, outcome: TaskOutcome): string | null {
  return outcome.status === 'SKIPPED' ? null : (outcome.next ?? then ?? null);
}

function endedState({ config, place, state, context, result }: ResponseRequest, outcome: TaskOutcome): TaskState {
  const before = state ?? newState(config, place);
  const ended = { ...before, version: place.version, status: outcome.status, endedAt: timeOf(context) };
  if (outcome.status === 'SKIPPED') return ended;
  const { output } = outcome;
  const failed = outcome.status === 'SUCCESS' ? {} : { error: outcome.error, handled: outcome.handled };
  return { ...ended, output, ...failed, ...attemptOf(result, before) };
}

function attemptOf(result: ResponseRequest['result'], { attempt, startedAt }: TaskState): Partial<TaskState> {
  if (result.kind === 'failed') return { attempt: result.attempt ?? attempt };
  if (result.kind !== 'done') return {};
  const endedAt = result.endedAt === undefined ? {} : { endedAt: result.endedAt };
  return { attempt: result.attempt ?? attempt, startedAt: result.startedAt ?? startedAt, ...endedAt };
}
