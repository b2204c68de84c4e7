import type { ErrorCode } from './error-catalogue';
import type { Json } from './json';

/** An error as data: matched by handlers, read by people, and stored. */
export interface TaskError {
  /** From the error catalogue, or an action's own code in UPPER_SNAKE_CASE. */
  readonly code: string;
  readonly message: string;
  /** Path of the task where it occurred; empty for the run itself. */
  readonly task: string;
  readonly details: Json;
  /** The attempt that failed last, from 1. */
  readonly attempt: number;
}

/**
 * Thrown to fail the current task, or the run before its first task. The lifecycle of a task turns it into an outcome.
 */
export class TaskFailure extends Error {
  readonly code: string;
  readonly details: Json;
  readonly isRetryable: boolean;
  readonly attempt: number;
  /** Path of the task where it occurred, if that is not the current task. */
  readonly task: string | undefined;
  /** The last heartbeat details of the attempts so far; undefined if there are none. */
  readonly heartbeat: Json | undefined;

  constructor(code: ErrorCode | (string & {}), message: string, options: TaskFailureOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'TaskFailure';
    this.code = code;
    this.details = options.details ?? null;
    this.isRetryable = options.isRetryable ?? false;
    this.attempt = options.attempt ?? 1;
    this.task = options.task;
    this.heartbeat = options.heartbeat;
  }
}

export interface TaskFailureOptions {
  readonly details?: Json;
  /** Default false. */
  readonly isRetryable?: boolean;
  readonly attempt?: number;
  readonly task?: string | undefined;
  readonly heartbeat?: Json | undefined;
  readonly cause?: unknown;
}

/** The thrown value as a failure: INTERNAL, a defect, unless it is one. */
export function asTaskFailure(thrown: unknown): TaskFailure {
  if (thrown instanceof TaskFailure) return thrown;
  return new TaskFailure('INTERNAL', thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown));
}

/** The error of a failure; its task is `path` unless the failure names one. */
export function errorAt(path: string, { code, message, task = path, details, attempt }: TaskFailure): TaskError {
  return { code, message, task, details, attempt };
}

/** Creates a failure that carries this error unchanged. */
export function failureOf(error: TaskError): TaskFailure {
  return new TaskFailure(error.code, error.message, error);
}
