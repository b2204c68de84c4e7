import type { Unsubscribe } from '../contracts/cancellation';
import type { ReceivedSignal, SignalHandler, SignalInbox, WaitsView, WaitVerdict } from '../contracts/signals';

// Source: definition-language, "wait".
const maxKept = 1_000;
const maxIdsRemembered = 10_000;
const maxExplained = 20;
const takes: ReadonlySet<WaitVerdict['verdict']> = new Set(['accepted', 'held', 'repeated', 'failing']);

/** The state of the signals for another execution. JSON. */
export interface SignalBufferState {
  readonly kept: readonly KeptSignal[];
  readonly ids: readonly string[];
  readonly dropped: number;
}

/** A signal that no wait has taken, with the answers of the handlers. A handler is identified by its `since`. */
export interface KeptSignal {
  readonly signal: ReceivedSignal;
  readonly refusedBy: readonly number[];
  readonly heldBy?: number;
}

type Entry = { -readonly [Field in keyof KeptSignal]: KeptSignal[Field] };

/**
 * The run's signals. Each id is delivered once, and signals that no wait takes are kept for later waits. Signals are
 * offered in the order of their arrival, to the handlers of their name in the order of their start, to each handler
 * once.
 */
export class SignalBuffer implements SignalInbox {
  readonly #kept: Set<Entry>;
  readonly #ids: Set<string>;
  readonly #handlers = new Map<string, readonly SignalHandler[]>();
  readonly #onChange: () => void;
  #dropped: number;

  /** `onChange` is called when the signal names that waits wait for may have changed. */
  constructor(state: SignalBufferState = { kept: [], ids: [], dropped: 0 }, onChange: () => void = () => {}) {
    this.#kept = new Set(state.kept.map((kept) => ({ ...kept })));
    this.#ids = new Set(state.ids);
    this.#dropped = state.dropped;
    this.#onChange = onChange;
  }

  get state(): SignalBufferState {
    return { kept: [...this.#kept].map((entry) => ({ ...entry })), ids: [...this.#ids], dropped: this.#dropped };
  }

  /** The signal names that waits wait for now. */
  get awaited(): readonly string[] {
    return [...this.#handlers.keys()];
  }

  /** Returns how the current waits would answer a signal. Changes nothing. */
  explain(signal: ReceivedSignal): WaitsView {
    const waits: WaitVerdict[] = [];
    for (const handler of this.#handlersOf(signal.name).slice(0, maxExplained)) {
      const verdict = handler.explain(signal);
      waits.push(verdict);
      if (takes.has(verdict.verdict)) break;
    }
    return { waitingFor: this.awaited, isDuplicate: this.#ids.has(signal.id), waits };
  }

  /** Adds a signal. `duplicate` and `dropped` signals have no effect. */
  receive(signal: ReceivedSignal): 'taken' | 'kept' | 'duplicate' | 'dropped' {
    if (this.#ids.has(signal.id)) return 'duplicate';
    this.#remember(signal.id);
    // The signal is kept before it is offered, so that it is always in exactly one place, whatever handlers record.
    const entry: Entry = { signal, refusedBy: [] };
    this.#kept.add(entry);
    this.#offer(entry);
    if (!this.#kept.has(entry)) return 'taken';
    if (this.#kept.size <= maxKept) return 'kept';
    this.#kept.delete(entry);
    this.#dropped += 1;
    return 'dropped';
  }

  subscribe(name: string, handler: SignalHandler): Unsubscribe {
    this.#setHandlers(
      name,
      [...this.#handlersOf(name), handler].sort((a, b) => a.since - b.since),
    );
    for (const entry of this.#keptOf(name)) {
      if (entry.heldBy === undefined || entry.heldBy === handler.since) this.#offer(entry);
    }
    return () => this.#unsubscribe(name, handler);
  }

  offerHeld(handler: SignalHandler): void {
    for (const entry of [...this.#kept]) if (entry.heldBy === handler.since) this.#offer(entry);
  }

  #unsubscribe(name: string, handler: SignalHandler): void {
    this.#setHandlers(
      name,
      this.#handlersOf(name).filter((other) => other !== handler),
    );
    for (const entry of this.#keptOf(name))
      entry.refusedBy = entry.refusedBy.filter((since) => since !== handler.since);
    this.offerHeld(handler);
  }

  #offer(entry: Entry): void {
    delete entry.heldBy;
    for (const handler of this.#handlersOf(entry.signal.name)) {
      if (entry.refusedBy.includes(handler.since)) continue;
      const answer = handler.offer(entry.signal);
      const { kind } = answer;
      if (kind === 'take') this.#kept.delete(entry);
      else if (kind === 'hold') entry.heldBy = handler.since;
      else entry.refusedBy = [...entry.refusedBy, handler.since];
      answer.record?.();
      if (kind !== 'refuse') return;
    }
  }

  #handlersOf(name: string): readonly SignalHandler[] {
    return this.#handlers.get(name) ?? [];
  }

  #setHandlers(name: string, handlers: readonly SignalHandler[]): void {
    if (handlers.length === 0) this.#handlers.delete(name);
    else this.#handlers.set(name, handlers);
    this.#onChange();
  }

  #keptOf(name: string): readonly Entry[] {
    return [...this.#kept].filter(({ signal }) => signal.name === name);
  }

  #remember(id: string): void {
    this.#ids.add(id);
    const oldest = this.#ids.values().next();
    if (this.#ids.size > maxIdsRemembered && !oldest.done) this.#ids.delete(oldest.value);
  }
}

/** The signal that a query describes before it is sent. Without an id, its id is empty, which no received signal has. */
export function asIfReceived(
  { name = '', id = '', payload = null, sender = id }: Partial<Omit<ReceivedSignal, 'receivedAt'>> = {},
  receivedAt: string,
): ReceivedSignal {
  return { name, id, payload, sender, receivedAt };
}
