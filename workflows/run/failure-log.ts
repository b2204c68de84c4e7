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

/** Larger details are not logged; the run's result has them. */
const MAX_DETAILS_BYTES = 2 * 1024;

/** Marks lines that do not come from user code, as the SDK does. */
const component = { sdkComponent: 'worker' };

/**
 * Logs failures that only the workflow knows: attempts that no Octavo worker logged, tasks that failed without an attempt,
 * and handled failures. Adds no events; writes nothing on replay.
 */
export class FailureLog {
  /** Paths of tasks whose last attempt is logged. */
  readonly #logged = new Set<string>();
  /** Paths of tasks whose actions failed with INTERNAL. Without an action, this code means a defect of the engine. */
  readonly #internal = new Set<string>();

  /** `isLogged`: true if the worker that ran the attempt has logged it. */
  attemptFailed({ path: task, action }: ActionRequest, failure: TaskFailure, isLogged: boolean): void {
    if (failure.code === 'CANCELED') return;
    this.actionFailed(task, failure.code);
    this.#logged.add(task);
    if (isLogged) return;
    const { attempt, code, message, details } = failure;
    const error = errorOf(message, details);
    log.warn('Attempt failed', { ...component, task, action, attempt, code, error, ...this.#origin(task) });
  }

  /** `code` is that of an action, or of a child run that has logged its failure; `task` is the path of the failed task. */
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

  /** Logs that the run succeeds because an `onError` of the definition handled its failure. */
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

  /** Call when the run fails with the error of `task`: adds the error's origin to the line that the SDK logs. */
  runFailed({ task }: Pick<TaskError, 'task'>): void {
    addLogAttributes(this.#origin(task));
  }

  #origin(task: string): { readonly isOfAction?: true } {
    return this.#internal.has(task) ? { isOfAction: true } : {};
  }
}

/** Adds code, status and task of the failure to the line that the SDK logs for a failed workflow. */
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
