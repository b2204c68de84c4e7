import type { ListScope } from '../contracts/scope';
import type { RunParent, TaskRunner } from '../contracts/child-task-manager';
import type { Evaluator } from '../contracts/evaluator';
import type { Json } from '../model/json';
import { childPath } from '../model/paths';
import { type FailureOutcome, outputOf, verdictOf } from '../model/outcome';
import type { ErrorHandler } from '../model/plan';
import type { TaskError } from '../model/task-error';
import { failureFromThrown } from './failures';

/** An error on its way up, with the handlers that may take it. */
export interface Raised {
  readonly failure: FailureOutcome;
  readonly handlers: readonly ErrorHandler[];
  /** Path of the owner of the handlers; empty for the run. */
  readonly path: string;
  /** Sees `error` and the owner. */
  readonly scope: ListScope;
  /** False: a handler may not send the run back to a task, because that is what failed. */
  readonly canJump: boolean;
}

/** The first handler that matches the error; undefined where it goes up. */
export function findHandler(raised: Raised, evaluator: Evaluator): ErrorHandler | undefined {
  const { failure, handlers, scope, canJump } = raised;
  return handlers.find(
    (handler) =>
      matchesCode(handler.match, failure.error.code) &&
      (canJump || handler.then === undefined) &&
      (handler.when === undefined || evaluator.condition(handler.when, scope)),
  );
}

/** True where `patterns` has `code`, or a prefix of it as `HTTP_5*`; absent patterns match any. */
export function matchesCode(patterns: readonly string[] | undefined, code: string): boolean {
  if (patterns === undefined) return true;
  return patterns.some((p) => (p.endsWith('*') ? code.startsWith(p.slice(0, -1)) : p === code));
}

/** Runs `handler` over the error; a failing one takes its place, with the first as `details.cause`. */
export async function runHandler(
  raised: Raised,
  handler: ErrorHandler,
  tasks: TaskRunner,
  parent: RunParent,
): Promise<FailureOutcome> {
  const jump = handler.then === undefined ? {} : { next: handler.then };
  if (handler.do === undefined) return { ...raised.failure, handled: true, output: null, ...jump };
  const path = childPath(raised.path, `onError/${handler.do.id}`);
  const outcome = await tasks.run({ task: handler.do, path, visit: 1, scope: raised.scope }, parent);
  if (verdictOf(outcome) === 'failure') return failedHandler(raised.failure, outcome as FailureOutcome);
  return { ...raised.failure, handled: true, output: outputOf(outcome), ...jump };
}

/** The failure that goes up when looking for the handler, or the handler itself, failed with `thrown`. */
export function handlerFailure(first: FailureOutcome, thrown: unknown, path: string): FailureOutcome {
  return failedHandler(first, failureFromThrown(thrown, path));
}

function failedHandler(first: FailureOutcome, second: FailureOutcome): FailureOutcome {
  if (isSameError(first.error, second.error)) return first;
  const status = second.status === 'CANCELED' ? 'CANCELED' : 'FAILED';
  return { ...second, status, error: { ...second.error, details: withCause(second.error.details, first.error) } };
}

// A rethrown error is the first one: same origin, same code.
function isSameError(a: TaskError, b: TaskError): boolean {
  return a.code === b.code && a.task === b.task && a.message === b.message;
}

function withCause(details: Json, cause: TaskError): Json {
  const isObject = details !== null && typeof details === 'object' && !Array.isArray(details);
  return { ...(isObject ? details : details === null ? {} : { details }), cause: { ...cause } };
}
