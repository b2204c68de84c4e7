import type { ActionRequest, ActionResult } from '../contracts/action-runner';
import type { Json } from '../model/json';
import { TaskFailure } from '../model/task-error';
import { decideRetry } from '../shared/retry-decision';

/** What one attempt of an action does. */
export type SimulatedAttempt = { readonly afterMs?: number } & (
  | { readonly output: Json }
  | { readonly error: { readonly code: string; readonly message?: string; readonly isRetryable?: boolean } }
);

export type SimulatedAction = (input: Json, attempt: number, request: ActionRequest) => SimulatedAttempt;

/** How an action ends, all attempts included. */
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
  /** Idempotency keys in the order in which actions began, each once. */
  readonly begun: string[] = [];

  constructor(actions: Readonly<Record<string, SimulatedAction>>) {
    this.#actions = actions;
  }

  /** When and how the action of `request`, begun at `nowMs` if it is new, ends. */
  endOf(request: ActionRequest, nowMs: number): SimulatedEnd {
    const key = `${request.idempotencyKey}@${request.previousAttempts}`;
    const known = this.#ends.get(key);
    if (known !== undefined) return known;
    this.begun.push(request.idempotencyKey);
    const end = this.#play(request, nowMs);
    this.#ends.set(key, end);
    return end;
  }

  #play(request: ActionRequest, nowMs: number): SimulatedEnd {
    const action = this.#actions[request.action];
    if (action === undefined) return { atMs: nowMs, result: new TaskFailure('UNKNOWN_ACTION', `no action "${request.action}"`) };
    for (let atMs = nowMs, attempt = request.previousAttempts + 1; ; attempt += 1) {
      const played = action(request.input, attempt, request);
      atMs += played.afterMs ?? 0;
      if ('output' in played) return { atMs, result: { output: played.output, attempt } };
      const { code, message = code, isRetryable = true } = played.error;
      const retry = decideRetry(request.retry, { code, isRetryable }, { attempt, elapsedMs: atMs - nowMs, random: 0.5 });
      if (retry === undefined) return { atMs, result: new TaskFailure(code, message, { attempt }) };
      atMs += retry.delayMs;
    }
  }
}
