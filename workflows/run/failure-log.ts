import {
  type ActionRequest,
  isTerminal,
  type Json,
  omitLarge,
  type TaskError,
  type TaskFailure,
  type TaskState,
} from '@octavo/orchestrators';
import { ApplicationFailure, log } from '@temporalio/workflow';
import { addLogAttributes } from '../adapters/workflow-log';
import type { RunResult } from './run-result';

/** Of details, this much goes to the log; the run's result has all of them. */
const MAX_DETAILS_BYTES = 2 * 1024;

/** The SDK's name for lines that are not the user's own. */
const component = { sdkComponent: 'worker' };

/**
 * Logs what only the workflow knows of failures: attempts that no worker of Octavo's logged, tasks that failed without an
 * attempt, and failures that a handler took. Costs no event; silent on replay.
 */
export class FailureLog {
  /** Paths of tasks whose last attempt has a line already. */
  readonly #logged = new Set<string>();
  /** Paths of tasks whose actions failed with INTERNAL, which elsewhere means a defect of the engine. */
  readonly #internal = new Set<string>();

  /** `isLogged`: the worker that ran the attempt has logged it. */
  attemptFailed({ path: task, action }: ActionRequest, failure: TaskFailure, isLogged: boolean): void {
    if (failure.code === 'CANCELED') return;
    this.actionFailed(task, failure.code);
    this.#logged.add(task);
    if (isLogged) return;
    const { attempt, code, message, details } = failure;
    const error = errorOf(message, details);
    log.warn('Attempt failed', { ...component, task, action, attempt, code, error, ...this.#origin(task) });
  }

  /** `code` is of an action, or of a child that has logged what it is; `task`: path of the task that failed. */
  actionFailed(task: string, code: string): void {
    if (code === 'INTERNAL') this.#internal.add(task);
  }

  see({ path: task, status, handled, error, attempt }: TaskState): void {
    if (error === null || !isTerminal(status) || status === 'CANCELED') return;
    const isLogged = this.#logged.delete(task);
    const { code, message, details } = error;
    const fields = { ...component, task, status, attempt, code, ...this.#origin(error.task) };
    if (handled) log.info('Failure handled', { ...fields, error: { message } });
    else if (error.task === task && !isLogged) log.warn('Task failed', { ...fields, error: errorOf(message, details) });
  }

  /** The run goes on to succeed, since a handler of the definition took its failure. */
  runHandled({
    code,
    message,
    task,
  }: {
    readonly code: string;
    readonly message: string;
    readonly task: string;
  }): void {
    log.info('Failure handled', { ...component, task, code, error: { message }, ...this.#origin(task) });
  }

  /** The run fails with the error of `task`: the line that the SDK writes of it says whose error that is. */
  runFailed({ task }: Pick<TaskError, 'task'>): void {
    addLogAttributes(this.#origin(task));
  }

  #origin(task: string): { readonly isOfAction?: true } {
    return this.#internal.has(task) ? { isOfAction: true } : {};
  }
}

/** Has the line that the SDK writes of a workflow that failed say of what. */
export function describeFailure(failure: Error): void {
  if (!(failure instanceof ApplicationFailure)) return;
  const { status, error } = (failure.details?.[0] ?? {}) as Partial<RunResult>;
  addLogAttributes({
    code: failure.type ?? 'INTERNAL',
    ...(status === undefined ? {} : { status }),
    ...(error == null || error.task === '' ? {} : { task: error.task }),
  });
}

function errorOf(message: string, details: Json): { readonly message: string; readonly details?: Json } {
  if (details === null) return { message };
  return { message, details: omitLarge(details, MAX_DETAILS_BYTES) };
}
