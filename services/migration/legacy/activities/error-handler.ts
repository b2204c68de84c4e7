import type { ErrorHandler, FailureOutcome, Json, TaskError, TaskOutcome, TaskState } from '@octavo/orchestrators';
import { failureFromThrown, isFailure, isJsonObject, matchesCode, outputOf } from '@octavo/orchestrators/language';
import { type Evaluation, withError } from './evaluation';

/** How a failure is handled: an outcome, or the task of a handler that has to run first. */
export type Handling = { readonly outcome: FailureOutcome } | { readonly handler: number };

/** A failure and its place. */
export interface Raised {
  readonly failure: FailureOutcome;
  readonly handlers: readonly ErrorHandler[];
  /** Path of the task with the handlers; empty for the run. */
  readonly path: string;
  /** The state of the failed task; null for the run. */
  readonly failed: TaskState | null;
}

/** Chooses the first handler that matches the failure. Source: definition-language, "onError". */
export function chooseHandler({ failure, handlers, path, failed }: Raised, evaluation: Evaluation): Handling {
  try {
    const { evaluator, scope } = withError(evaluation, { ...failure.error }, failed);
    const handler = handlers.findIndex(
      ({ match, when }) =>
        matchesCode(match, failure.error.code) && (when === undefined || evaluator.condition(when, scope)),
    );
    const chosen = handlers[handler];
    if (chosen === undefined) return { outcome: failure };
    if (chosen.do !== undefined) return { handler };
    return { outcome: { ...failure, handled: true, output: null, ...jumpOf(chosen) } };
  } catch (thrown) {
    return { outcome: withCause(failure, failureFromThrown(thrown, path)) };
  }
}

/** The outcome when the task of a handler has ended. */
export function endHandling(
  failure: FailureOutcome,
  handler: ErrorHandler | undefined,
  outcome: TaskOutcome,
): FailureOutcome {
  if (isFailure(outcome)) return withCause(failure, outcome);
  return { ...failure, handled: true, output: outputOf(outcome), ...jumpOf(handler) };
}

function jumpOf(handler: ErrorHandler | undefined): { readonly next?: string } {
  return handler?.then === undefined ? {} : { next: handler.then };
}

/** The failure of a handler replaces the first failure, unless the handler throws the same error again. */
function withCause(first: FailureOutcome, second: FailureOutcome): FailureOutcome {
  if (isSame(first.error, second.error)) return first;
  const error = { ...second.error, details: addCause(second.error.details, first.error) };
  return { status: 'FAILED', error, handled: false, output: null };
}

function isSame(a: TaskError, b: TaskError): boolean {
  return a.code === b.code && a.task === b.task && a.message === b.message;
}

function addCause(details: Json, cause: TaskError): Json {
  const own = isJsonObject(details) ? details : details === null ? {} : { details };
  return { ...own, cause: { ...cause } };
}
