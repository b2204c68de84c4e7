import type { RunParent, TaskRunner } from '../contracts/child-task-manager';
import type { Evaluator } from '../contracts/evaluator';
import type { ListScope } from '../contracts/scope';
import { withinErrorSize } from '../model/size';
import { isJsonObject, type Json } from '../model/json';
import { type FailureOutcome, isFailure, outputOf } from '../model/outcome';
import { childPath } from '../model/paths';
import type { ErrorHandler } from '../model/plan';
import type { TaskError } from '../model/task-error';
import { failureFromThrown } from './failures';

/** An error with the handlers that may match it. */
export interface Raised {
  readonly failure: FailureOutcome;
  readonly handlers: readonly ErrorHandler[];
  /** Path of the owner of the handlers; empty for the run. */
  readonly path: string;
  /** The scope of the handlers, with `error` and their owner. */
  readonly scope: ListScope;
  /** Index of the handler that an earlier execution had started. */
  readonly begun: number | undefined;
  /** Called with the index of the handler whose task is about to begin. */
  begin(place: number): void;
}

/** The dependencies of handlers. */
export interface HandlerContext {
  readonly evaluator: Evaluator;
  readonly tasks: TaskRunner;
  readonly parent: RunParent;
}

/**
 * Runs the first handler that matches the failure; returns the failure if none matches. If a handler fails, or its
 * condition cannot be evaluated, its failure replaces the original one, which becomes `details.cause`. Source:
 * definition-language, "onError". This function and the end of the run are `async`, not flows (see `flow.ts`). In a flow,
 * a handler with a pure task would continue some microtasks earlier, which would change the order of commands in running
 * workflows.
 */
export async function handleError(raised: Raised, context: HandlerContext): Promise<FailureOutcome> {
  try {
    const place = raised.begun ?? findHandler(raised, context.evaluator);
    const handler = raised.handlers[place];
    if (handler === undefined) return raised.failure;
    const failure = { ...raised.failure, handled: true };
    const jump = handler.then === undefined ? {} : { next: handler.then };
    if (handler.do === undefined) return { ...failure, output: null, ...jump };
    if (raised.begun === undefined) raised.begin(place);
    const path = childPath(raised.path, `onError/${handler.do.id}`);
    const outcome = await context.tasks.run({ task: handler.do, path, visit: 1, scope: raised.scope }, context.parent);
    if (isFailure(outcome)) return failedHandler(raised.failure, outcome);
    return { ...failure, output: outputOf(outcome), ...jump };
  } catch (thrown) {
    return failedHandler(raised.failure, failureFromThrown(thrown, raised.path));
  }
}

/** True if `patterns` has `code`, or a prefix of it such as `HTTP_5*`; absent patterns match any code. */
export function matchesCode(patterns: readonly string[] | undefined, code: string): boolean {
  if (patterns === undefined) return true;
  return patterns.some((p) => (p.endsWith('*') ? code.startsWith(p.slice(0, -1)) : p === code));
}

/** Index of the first handler that matches; -1 if none matches. */
function findHandler({ failure, handlers, scope }: Raised, evaluator: Evaluator): number {
  return handlers.findIndex(
    ({ match, when }) =>
      matchesCode(match, failure.error.code) && (when === undefined || evaluator.condition(when, scope)),
  );
}

function failedHandler(first: FailureOutcome, second: FailureOutcome): FailureOutcome {
  if (isSameError(first.error, second.error)) return first;
  const error = withinErrorSize({ ...second.error, details: withCause(second.error.details, first.error) });
  return { status: 'FAILED', error, handled: false, output: null };
}

// A rethrown error keeps its origin and code.
function isSameError(a: TaskError, b: TaskError): boolean {
  return a.code === b.code && a.task === b.task && a.message === b.message;
}

function withCause(details: Json, cause: TaskError): Json {
  const own = isJsonObject(details) ? details : details === null ? {} : { details };
  return { ...own, cause: { ...cause } };
}
