import type { ActionRequest, ActionResult } from '../contracts/action-runner';
import type { Json } from '../model/json';
import { TaskFailure, type TaskFailureOptions } from '../model/task-error';
import { decideRetry } from '../engine/retry-decision';

/** The behaviour of one attempt of an action. */
export type SimulatedAttempt = {
  readonly afterMs?: number;
  /** The heartbeat details that it records. */
  readonly heartbeat?: Json;
} & ({ readonly output: Json } | { readonly error: SimulatedError });

export interface SimulatedError {
  readonly code: string;
  /** Default: the code. */
  readonly message?: string;
  /** Default true. */
  readonly isRetryable?: boolean;
  readonly details?: Json;
  /** True if its worker died, so that only the workflow can request another attempt. */
  readonly isLost?: boolean;
}

export type SimulatedAction = (input: Json, attempt: number, request: ActionRequest) => SimulatedAttempt;

/** The end of an action, with all attempts that the world itself makes. */
export interface SimulatedEnd {
  readonly atMs: number;
  readonly result: ActionResult | TaskFailure;
}

/**
 * Simulates the outside world. It identifies actions by their idempotency keys, so an action that is requested again
 * after a crash continues. It lives longer than a run.
 */
export class SimulatedWorld {
  readonly #actions: Readonly<Record<string, SimulatedAction>>;
  readonly #ends = new Map<string, SimulatedEnd>();
  /** The requests in order, each once: idempotency key and the number of earlier attempts. */
  readonly begun: string[] = [];
  /** The requests, in the same order. */
  readonly requests: ActionRequest[] = [];

  constructor(actions: Readonly<Record<string, SimulatedAction>>) {
    this.#actions = actions;
  }

  /** When and how the action of `request` ends; it begins at `nowMs` if it is new. */
  endOf(request: ActionRequest, nowMs: number): SimulatedEnd {
    const key = `${request.idempotencyKey}@${request.previousAttempts}`;
    const known = this.#ends.get(key);
    if (known !== undefined) return known;
    this.begun.push(key);
    this.requests.push(request);
    const end = this.#play(request, nowMs);
    this.#ends.set(key, end);
    return end;
  }

  #play(request: ActionRequest, nowMs: number): SimulatedEnd {
    const action = this.#actions[request.action];
    if (action === undefined)
      return { atMs: nowMs, result: new TaskFailure('UNKNOWN_ACTION', `no action "${request.action}"`) };
    let asked = request;
    for (let atMs = nowMs, attempt = request.previousAttempts + 1; ; attempt += 1) {
      const played = inTime(action(request.input, attempt, asked), request);
      atMs += played.afterMs ?? 0;
      if ('output' in played) return { atMs, result: { output: played.output, attempt } };
      if (played.heartbeat !== undefined) asked = { ...asked, previousHeartbeat: played.heartbeat };
      const { code, isRetryable = true, isLost = false } = played.error;
      const failure = { ...played.error, attempt, heartbeat: asked.previousHeartbeat };
      if (isLost) return { atMs, result: failureOf({ ...failure, isRetryable }) };
      const elapsedMs = atMs - request.requestedAtMs;
      const retry = decideRetry(request.retry, { code, isRetryable }, { attempt, elapsedMs, random: 0.5 });
      if (retry === undefined) return { atMs, result: failureOf({ ...failure, isRetryable: false }) };
      atMs += retry.delayMs;
    }
  }
}

// As Temporal does: it times an attempt out without knowing whether it still runs.
function inTime(played: SimulatedAttempt, { attemptTimeoutMs }: ActionRequest): SimulatedAttempt {
  if ((played.afterMs ?? 0) <= attemptTimeoutMs) return played;
  const { heartbeat } = played;
  const error = { code: 'ATTEMPT_TIMED_OUT', isLost: true };
  return { afterMs: attemptTimeoutMs, error, ...(heartbeat === undefined ? {} : { heartbeat }) };
}

function failureOf({ code, message = code, ...options }: SimulatedError & TaskFailureOptions): TaskFailure {
  return new TaskFailure(code, message, options);
}
