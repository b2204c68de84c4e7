import type { Json } from '../model/json';
import type { Cancellation, Unsubscribe } from './cancellation';

/** A signal as seen by waits. */
export interface ReceivedSignal {
  readonly name: string;
  readonly id: string;
  readonly payload: Json;
  readonly sender: string;
  /** RFC 3339 UTC. */
  readonly receivedAt: string;
}

/** The answer of a handler to a signal. */
export interface SignalAnswer {
  /**
   * `take`: the handler takes the signal. `refuse`: the next handler gets it. `hold`: no other handler gets it until
   * this handler asks for it again or unsubscribes.
   */
  readonly kind: 'take' | 'hold' | 'refuse';
  /**
   * Records the signal; called after the inbox has updated its own state, so that a signal is always in exactly one
   * place.
   */
  record?(): void;
}

/** Receives the signals of one name; a wait implements it. */
export interface SignalHandler {
  /** Orders the handlers by their start, also in a resumed execution; unique in the run. */
  readonly since: number;
  /** Must decide synchronously. A signal that it refused is not offered to it again. */
  offer(signal: ReceivedSignal): SignalAnswer;
  /**
   * The answer to a signal, without side effects. Not counted as work, because queries call it, and queries are not in
   * the history.
   */
  explain(signal: ReceivedSignal): WaitVerdict;
}

/**
 * The answer of a wait to a signal. `accepted`: it takes the signal. `held`: it takes the signal after the one in process.
 * `repeated`: it has counted one with the same `distinctBy`. `unmatched`: its `where` is false. `invalid`: the schema or an
 * expression refuses it. `failing`: the same, and the wait fails. `unknown`: the old engine checks it in an activity.
 */
export type WaitVerdictKind = 'accepted' | 'held' | 'repeated' | 'unmatched' | 'invalid' | 'failing' | 'unknown';

/** A wait for a signal's name, and its answer to the signal. */
export interface WaitVerdict {
  /** The path of the waiting task. */
  readonly path: string;
  readonly verdict: WaitVerdictKind;
  /** The reason why it is invalid. */
  readonly reason?: string;
}

/** The waits of a run now, and their answers to one signal. */
export interface WaitsView {
  /** The names that waits wait for. */
  readonly waitingFor: readonly string[];
  /** The id was delivered before: the signal would have no effect. */
  readonly isDuplicate: boolean;
  /** The waits for the signal's name in the order in which they are asked, up to the one that takes it; 20 at most. */
  readonly waits: readonly WaitVerdict[];
}

/** The run's signals: early signals are kept, and an id is delivered once. */
export interface SignalInbox {
  /** Offers the kept signals of `name`, then arriving ones, until the handler unsubscribes. */
  subscribe(name: string, handler: SignalHandler): Unsubscribe;
  /** Offers the signals again that `handler` holds, in the order of arrival. */
  offerHeld(handler: SignalHandler): void;
}

export type SignalTarget =
  | { readonly workflowId: string; readonly runId?: string }
  | { readonly parent: true }
  | { readonly self: true }
  | { readonly waiting: true; readonly workflowIds?: readonly string[] }
  | { readonly start: { readonly definition: string; readonly workflowId: string; readonly input: Json } };

export interface SignalRequest {
  readonly path: string;
  readonly signal: string;
  readonly signalId: string;
  readonly payload: Json;
  readonly to: SignalTarget;
}

/** A run that waits for a signal; `target` in the `where` of a signal task. */
export interface WaitingRun {
  readonly workflowId: string;
  readonly runId: string;
  readonly definition: string;
  readonly version: string;
  readonly startedAt: string;
}

/** Sends signals to runs. */
export interface SignalSender {
  /** The runs that received the signal; empty if there is none. Throws `CanceledError` or `TaskFailure`. */
  send(request: SignalRequest, cancellation: Cancellation): Promise<readonly string[]>;
  /** Every run of the namespace that waits for `signal` now. */
  findWaiting(signal: string, path: string, cancellation: Cancellation): Promise<readonly WaitingRun[]>;
}
