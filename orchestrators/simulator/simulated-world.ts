import type { ActionRequest, ActionResult } from '../contracts/action-runner';
import type { Json } from '../model/json';
import { TaskFailure, type TaskFailureOptions } from '../model/task-error';
import { decideRetry } from '../engine/retry-decision';

/** What one attempt of an action does. */
export type SimulatedAttempt = {
  readonly afterMs?: number;
  /** Heartbeat details that it records. */
  readonly heartbeat?: Json;
} & ({ readonly output: Json } | { readonly error: SimulatedError });

export interface SimulatedError {
  readonly code: string;
  /** Default: the code. */
  readonly message?: string;
  /** Default true. */
  readonly isRetryable?: boolean;
  readonly details?: Json;
  /** True where the worker is gone, so that only the workflow can ask for another attempt. */
  readonly isLost?: boolean;
}

export type SimulatedAction = (input: Json, attempt: number, request: ActionRequest) => SimulatedAttempt;

/** How an action ends, all attempts included that the world makes itself. */
export interface SimulatedEnd {
  readonly atMs: number;
  readonly result: ActionResult | TaskFailure;
}

/**
 * The world outside: it knows actions by their idempotency keys, so an action that is asked for again, after a crash,
 * goes on where it was. Lives longer than a run.
 */
export class SimulatedWorld {
  readonly #actions: Readonly<Record<string, SimulatedAction>>;
  readonly #ends = new Map<string, SimulatedEnd>();
  /** What was asked for, in order, each once: idempotency key and the attempts before. */
  readonly begun: string[] = [];
  /** The requests, in the same order. */
  readonly requests: ActionRequest[] = [];

  constructor(actions: Readonly<Record<string, SimulatedAction>>) {
    this.#actions = actions;
  }

  /** When and how the action of `request`, begun at `nowMs` if it is new, ends. */
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

// What Temporal does: it gives an attempt up without knowing whether it lives.
function inTime(played: SimulatedAttempt, { attemptTimeoutMs }: ActionRequest): SimulatedAttempt {
  if ((played.afterMs ?? 0) <= attemptTimeoutMs) return played;
  const { heartbeat } = played;
  const error = { code: 'ATTEMPT_TIMED_OUT', isLost: true };
  return { afterMs: attemptTimeoutMs, error, ...(heartbeat === undefined ? {} : { heartbeat }) };
}

function failureOf({ code, message = code, ...options }: SimulatedError & TaskFailureOptions): TaskFailure {
  return new TaskFailure(code, message, options);
}
