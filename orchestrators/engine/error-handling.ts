import type { RunParent, TaskRunner } from '../contracts/child-task-manager';
import type { Evaluator } from '../contracts/evaluator';
import type { ListScope } from '../contracts/scope';
import { withinErrorSize } from '../model/error-size';
import { isJsonObject, type Json } from '../model/json';
import { type FailureOutcome, isFailure, outputOf } from '../model/outcome';
import { childPath } from '../model/paths';
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
  /** Place of the handler that an earlier execution had begun. */
  readonly begun: number | undefined;
  /** Told the place of the handler whose task is about to begin. */
  begin(place: number): void;
}

/** What handlers run with. */
export interface HandlerContext {
  readonly evaluator: Evaluator;
  readonly tasks: TaskRunner;
  readonly parent: RunParent;
}

/**
 * Gives the failure to the first handler that takes it; gives it back where none does. A handler that fails, or that
 * cannot be chosen, takes the failure's place, with the first as `details.cause`. Source: definition-language, "onError".
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

/** True where `patterns` has `code`, or a prefix of it as `HTTP_5*`; absent patterns match any. */
export function matchesCode(patterns: readonly string[] | undefined, code: string): boolean {
  if (patterns === undefined) return true;
  return patterns.some((p) => (p.endsWith('*') ? code.startsWith(p.slice(0, -1)) : p === code));
}

/** Place of the first handler that matches; -1 where the error goes up. */
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

// A rethrown error is the first one: same origin, same code.
function isSameError(a: TaskError, b: TaskError): boolean {
  return a.code === b.code && a.task === b.task && a.message === b.message;
}

function withCause(details: Json, cause: TaskError): Json {
  const own = isJsonObject(details) ? details : details === null ? {} : { details };
  return { ...own, cause: { ...cause } };
}
