import type { ErrorCode } from './error-catalogue';
import type { Json } from './json';

/** An error as data: what users match, read and store. */
export interface TaskError {
  /** From the error catalogue, or UPPER_SNAKE_CASE of an action's own. */
  readonly code: string;
  readonly message: string;
  /** Path of the task where it arose; empty for the run itself. */
  readonly task: string;
  readonly details: Json;
  /** The attempt that failed last, from 1. */
  readonly attempt: number;
}

/** Thrown to fail the task at hand, or the run before it has tasks; the lifecycle of a task turns it into an outcome. */
export class TaskFailure extends Error {
  readonly code: string;
  readonly details: Json;
  readonly isRetryable: boolean;
  readonly attempt: number;
  /** Path of origin, where it is not the task at hand. */
  readonly task: string | undefined;
  /** The heartbeat details that are known from the attempts so far; undefined where there are none. */
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

/** Whatever was thrown as a failure; what is none is INTERNAL, a defect. */
export function asTaskFailure(thrown: unknown): TaskFailure {
  if (thrown instanceof TaskFailure) return thrown;
  return new TaskFailure('INTERNAL', thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : String(thrown));
}

/** What people see of a failure that came from the task at `path`, where it names no other. */
export function errorAt(path: string, { code, message, task = path, details, attempt }: TaskFailure): TaskError {
  return { code, message, task, details, attempt };
}

/** Makes an error into the failure that carries it on as it is. */
export function failureOf(error: TaskError): TaskFailure {
  return new TaskFailure(error.code, error.message, error);
}
