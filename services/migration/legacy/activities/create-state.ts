import { type Json, TaskFailure, type TaskNode, type TaskPriority, type TaskState } from '@octavo/orchestrators';
import { checkedSize, failureFromThrown, shownFields } from '@octavo/orchestrators/language';
import type { CreateStateReply, CreateStateRequest, DelayReply, StateEnded } from '../contracts/create-state';
import type { CreateChild } from '../services/create-child';
import { newState } from '../services/new-state';
import { type Evaluation, evaluationOf, timeOf } from './evaluation';

/** The part of a state activity that depends on the type. */
export interface StateKind<Task extends TaskNode, Prepared> {
  /** Evaluates the fields of the type. Throws `TaskFailure`. */
  prepare(request: CreateStateRequest<Task>, evaluation: Evaluation): Prepared;
  /** The first status of the task; default RUNNING. */
  statusOf?(prepared: Prepared, request: CreateStateRequest<Task>): 'RUNNING' | 'WAITING';
}

/** Evaluates `if` and the fields, and writes the state: the common part of every `create…State`. */
export async function createState<Task extends TaskNode, Prepared>(
  children: CreateChild,
  request: CreateStateRequest<Task>,
  kind: StateKind<Task, Prepared>,
): Promise<CreateStateReply<Prepared>> {
  const evaluation = evaluationOf(request.context);
  const admitted = await admit(children, request, evaluation);
  if (admitted !== undefined) return admitted;
  let started: TaskState;
  let timeoutMs: number | null;
  // An error of the store is not a failure of the task: the activity is retried.
  try {
    timeoutMs = timeoutOf(request.config, evaluation);
    started = startedState(request, evaluation);
  } catch (thrown) {
    return refused(thrown, request, null);
  }
  return await begin(children, request, evaluation, { kind, started, timeoutMs });
}

/** Writes PENDING and returns the `delay`. */
export async function delayTask(children: CreateChild, request: CreateStateRequest): Promise<DelayReply> {
  const evaluation = evaluationOf(request.context);
  const admitted = await admit(children, request, evaluation);
  if (admitted !== undefined) return admitted;
  let delayMs: number;
  try {
    delayMs = evaluation.evaluator.durationMs(request.config.delay ?? '0s', evaluation.scope);
  } catch (thrown) {
    return refused(thrown, request, null);
  }
  const state = await children.execute(request.context, newState(request.config, request.place));
  return { kind: 'delayed', state, delayMs };
}

interface Beginning<Task extends TaskNode, Prepared> {
  readonly kind: StateKind<Task, Prepared>;
  readonly started: TaskState;
  readonly timeoutMs: number | null;
}

async function begin<Task extends TaskNode, Prepared>(
  children: CreateChild,
  request: CreateStateRequest<Task>,
  evaluation: Evaluation,
  { kind, started, timeoutMs }: Beginning<Task, Prepared>,
): Promise<CreateStateReply<Prepared>> {
  let priority: TaskPriority;
  let prepared: Prepared;
  try {
    priority = priorityOf(request, evaluation);
    prepared = kind.prepare(request, evaluation);
    checkedSize('the input', prepared as Json);
  } catch (thrown) {
    return refused(thrown, request, await children.execute(request.context, started));
  }
  const status = kind.statusOf?.(prepared, request) ?? 'RUNNING';
  const state = await children.execute(request.context, { ...started, status });
  return { kind: 'created', state, priority, timeoutMs, prepared };
}

/** Ends a task before its start: too many visits, or an `if` that is false or fails. */
async function admit(
  children: CreateChild,
  request: CreateStateRequest,
  { evaluator, scope }: Evaluation,
): Promise<StateEnded | undefined> {
  const { config, place, context, isDelayed } = request;
  if (isDelayed) return undefined;
  try {
    checkVisits(request);
    if (config.if === undefined || evaluator.condition(config.if, scope)) return undefined;
  } catch (thrown) {
    return refused(thrown, request, null);
  }
  const skipped: TaskState = { ...newState(config, place), status: 'SKIPPED', endedAt: timeOf(context) };
  return { kind: 'skipped', state: await children.execute(context, skipped) };
}

function checkVisits({
  config: { maxVisits = Number.POSITIVE_INFINITY },
  place: { path, visitOfRound },
}: CreateStateRequest): void {
  if (visitOfRound <= maxVisits) return;
  throw new TaskFailure('MAX_VISITS_EXCEEDED', `${path} may be visited ${maxVisits} times in one round of its list`);
}

function refused(thrown: unknown, { place }: CreateStateRequest, state: TaskState | null): StateEnded {
  return { kind: 'refused', failure: failureFromThrown(thrown, place.path), state };
}

function startedState({ config, place, context }: CreateStateRequest, { evaluator, scope }: Evaluation): TaskState {
  const shown = shownFields(config, scope, evaluator);
  return { ...newState(config, place), status: 'RUNNING', startedAt: timeOf(context), ...shown };
}

function timeoutOf({ timeout }: TaskNode, { evaluator, scope }: Evaluation): number | null {
  return timeout === undefined ? null : evaluator.durationMs(timeout, scope);
}

function priorityOf({ config, priority: outer }: CreateStateRequest, { evaluator, scope }: Evaluation): TaskPriority {
  const { priority, fairnessKey, fairnessWeight: weight } = config;
  return {
    ...outer,
    ...(priority === undefined ? {} : { priority: evaluator.wholeNumber(priority, scope, { least: 1, most: 5 }) }),
    ...(fairnessKey === undefined ? {} : { fairnessKey: evaluator.text(fairnessKey, scope) }),
    ...(weight === undefined ? {} : { fairnessWeight: evaluator.number(weight, scope, { least: 0.001, most: 1000 }) }),
  };
}
