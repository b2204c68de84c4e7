import type { Unsubscribe } from '../contracts/cancellation';
import type { ReceivedSignal, SignalHandler, SignalInbox } from '../contracts/signals';

const maxKept = 1_000;
const maxIdsRemembered = 10_000;

/** What an execution that goes on needs to know of the signals. */
export interface SignalBufferState {
  readonly kept: readonly ReceivedSignal[];
  readonly ids: readonly string[];
  readonly dropped: number;
}

/** A signal that waits for a wait. */
interface Kept {
  readonly signal: ReceivedSignal;
  isTaken: boolean;
}

/** The run's signals: each id is delivered once; what nobody takes is kept for later waits. */
export class SignalBuffer implements SignalInbox {
  readonly #kept: Kept[];
  readonly #ids: Set<string>;
  readonly #handlers = new Map<string, Set<SignalHandler>>();
  readonly #onChange: () => void;
  #dropped: number;

  /** `onChange` is told when the names that somebody waits for change. */
  constructor(state: SignalBufferState = { kept: [], ids: [], dropped: 0 }, onChange: () => void = () => {}) {
    this.#kept = state.kept.map((signal) => ({ signal, isTaken: false }));
    this.#ids = new Set(state.ids);
    this.#dropped = state.dropped;
    this.#onChange = onChange;
  }

  get state(): SignalBufferState {
    const kept = this.#kept.filter(({ isTaken }) => !isTaken).map(({ signal }) => signal);
    return { kept, ids: [...this.#ids], dropped: this.#dropped };
  }

  /** The names that somebody waits for now. */
  get awaited(): readonly string[] {
    return [...this.#handlers.keys()];
  }

  /** Takes a signal in. `duplicate` and `dropped` ones have no effect. */
  receive(signal: ReceivedSignal): 'taken' | 'kept' | 'duplicate' | 'dropped' {
    if (this.#ids.has(signal.id)) return 'duplicate';
    this.#remember(signal.id);
    for (const handler of this.#handlers.get(signal.name) ?? []) if (handler.offer(signal)) return 'taken';
    if (this.#kept.length >= maxKept) {
      this.#dropped += 1;
      return 'dropped';
    }
    this.#kept.push({ signal, isTaken: false });
    return 'kept';
  }

  subscribe(name: string, handler: SignalHandler): Unsubscribe {
    const handlers = this.#handlers.get(name) ?? new Set();
    this.#handlers.set(name, handlers.add(handler));
    this.#onChange();
    this.offerKept(name, handler);
    return () => {
      handlers.delete(handler);
      if (handlers.size === 0 && this.#handlers.get(name) === handlers) this.#handlers.delete(name);
      this.#onChange();
    };
  }

  offerKept(name: string, handler: SignalHandler): void {
    for (const entry of this.#kept.filter(({ signal }) => signal.name === name)) offerEntry(entry, handler);
    const left = this.#kept.filter(({ isTaken }) => !isTaken);
    this.#kept.splice(0, this.#kept.length, ...left);
  }

  #remember(id: string): void {
    this.#ids.add(id);
    const oldest = this.#ids.values().next();
    if (this.#ids.size > maxIdsRemembered && !oldest.done) this.#ids.delete(oldest.value);
  }
}

// Marked before it is offered: whoever takes it records that at once, and it must not stand recorded here as well.
function offerEntry(entry: Kept, handler: SignalHandler): void {
  if (entry.isTaken) return;
  entry.isTaken = true;
  entry.isTaken = handler.offer(entry.signal);
}
