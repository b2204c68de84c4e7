import type { Json } from '../model/json';
import type { Cancellation, Unsubscribe } from './cancellation';

/** A signal as waits see it. */
export interface ReceivedSignal {
  readonly name: string;
  readonly id: string;
  readonly payload: Json;
  readonly sender: string;
  /** RFC 3339 UTC. */
  readonly receivedAt: string;
}

/** What a handler says to a signal. */
export interface SignalAnswer {
  /**
   * `take`: it is the handler's now. `refuse`: the next is asked. `hold`: nobody else is asked until the handler has
   * asked for it again, or has left.
   */
  readonly kind: 'take' | 'hold' | 'refuse';
  /** Records it; called when the inbox has done its part, so that a signal always stands in one place. */
  record?(): void;
}

/** Takes part in the distribution of the signals of one name; a wait implements it. */
export interface SignalHandler {
  /** Places the handlers in the order of their start, also when another execution goes on; unique in the run. */
  readonly since: number;
  /** Must decide at once. A signal that it refused is not offered to it again. */
  offer(signal: ReceivedSignal): SignalAnswer;
  /** What it would make of a signal. Changes nothing, and counts as no work: queries ask it, and are not in the history. */
  explain(signal: ReceivedSignal): WaitVerdict;
}

/**
 * What a wait would make of a signal. `accepted`: it takes it. `held`: it takes it when it has processed another one.
 * `repeated`: it has counted one with the same `distinctBy`. `unmatched`: its `where` says no. `invalid`: its schema or an
 * expression says no. `failing`: the same, and the wait fails. `unknown`: the old engine checks it in an activity.
 */
export type WaitVerdictKind = 'accepted' | 'held' | 'repeated' | 'unmatched' | 'invalid' | 'failing' | 'unknown';

/** A wait of a signal's name, and what it would make of the signal. */
export interface WaitVerdict {
  /** Of the task that waits. */
  readonly path: string;
  readonly verdict: WaitVerdictKind;
  /** Why it is invalid. */
  readonly reason?: string;
}

/** What a run waits for now, and what it would make of one signal. */
export interface WaitsView {
  /** The names that are waited for. */
  readonly waitingFor: readonly string[];
  /** The id was delivered before: the signal would have no effect. */
  readonly isDuplicate: boolean;
  /** The waits of the signal's name in the order in which they are asked, up to the one that takes it; 20 at most. */
  readonly waits: readonly WaitVerdict[];
}

/** The run's signals: what came early is kept, an id is delivered once. */
export interface SignalInbox {
  /** Offers what is kept of `name`, then what comes, until unsubscribed. */
  subscribe(name: string, handler: SignalHandler): Unsubscribe;
  /** Offers again what `handler` holds, in the order of arrival. */
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

/** A run that waits for a signal; what `where` of a signal task sees as `target`. */
export interface WaitingRun {
  readonly workflowId: string;
  readonly runId: string;
  readonly definition: string;
  readonly version: string;
  readonly startedAt: string;
}

/** Sends signals to runs. */
export interface SignalSender {
  /** The runs that took delivery; empty where there was none. Throws `CanceledError`, or `TaskFailure`. */
  send(request: SignalRequest, cancellation: Cancellation): Promise<readonly string[]>;
  /** Every run of the namespace that waits for `signal` now. */
  findWaiting(signal: string, path: string, cancellation: Cancellation): Promise<readonly WaitingRun[]>;
}
