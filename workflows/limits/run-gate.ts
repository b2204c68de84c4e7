import {
  byteLength,
  CanceledError,
  type Cancellation,
  type Flow,
  type Json,
  maxBytes,
  overheadBytes,
  runFlow,
  settled,
} from '@octavo/orchestrators';

/** With 2,000 pending activities or children, Temporal fails the workflow task again and again. */
const MAX_PENDING = 1_000;

interface Waiter {
  readonly sizeBytes: number;
  enter(): void;
}

/** Lets commands of a run through in order, within Temporal's limits for their number and total size. */
export class RunGate {
  #pending = 0;
  #answered = 0;
  #pendingBytes = 0;
  readonly #waiters = new Set<Waiter>();

  /** Number of commands whose result has not arrived. */
  get pending(): number {
    return this.#pending;
  }

  /** Number of commands whose result has arrived. */
  get answered(): number {
    return this.#answered;
  }

  /** How much data may be attached to a command without exceeding the total size. */
  get roomBytes(): number {
    return Math.max(0, maxBytes.pendingCommands - this.#pendingBytes);
  }

  /** Counts data that is attached to a command until the returned function is called. */
  reserve(sizeBytes: number): () => void {
    this.#pendingBytes += sizeBytes;
    return () => {
      this.#pendingBytes -= sizeBytes;
    };
  }

  /** Runs `work` when there is room for it and its `input`. Throws `CanceledError` if cancelled before that. */
  async pass<T>(input: Json, cancellation: Cancellation, work: () => Promise<T>): Promise<T> {
    return await runFlow(this.passFlow(input, cancellation, () => settled(work())));
  }

  /** The same for work that is a flow. */
  *passFlow<T>(input: Json, cancellation: Cancellation, work: (inputBytes: number) => Flow<T>): Flow<T> {
    if (cancellation.isCanceled) throw new CanceledError();
    const sizeBytes = byteLength(input);
    if (this.#waiters.size > 0 || !this.#hasRoom(sizeBytes)) yield* settled(this.#wait(sizeBytes, cancellation));
    else this.#enter(sizeBytes);
    try {
      return yield* work(sizeBytes);
    } finally {
      this.#leave(sizeBytes);
    }
  }

  #hasRoom(sizeBytes: number): boolean {
    return (
      this.#pending === 0 || (this.#pending < MAX_PENDING && this.#pendingBytes + sizeBytes <= maxBytes.pendingCommands)
    );
  }

  #enter(sizeBytes: number): void {
    this.#pending += 1;
    this.#pendingBytes += sizeBytes + overheadBytes.command;
  }

  #leave(sizeBytes: number): void {
    this.#pending -= 1;
    this.#answered += 1;
    this.#pendingBytes -= sizeBytes + overheadBytes.command;
    this.#letIn();
  }

  #letIn(): void {
    for (const waiter of this.#waiters) {
      if (!this.#hasRoom(waiter.sizeBytes)) return;
      this.#waiters.delete(waiter);
      this.#enter(waiter.sizeBytes);
      waiter.enter();
    }
  }

  #wait(sizeBytes: number, cancellation: Cancellation): Promise<void> {
    return new Promise((resolve, reject) => {
      const cancel = (): void => {
        this.#waiters.delete(waiter);
        reject(new CanceledError());
        this.#letIn();
      };
      const unsubscribe = cancellation.onCancel(cancel);
      const enter = (): void => {
        unsubscribe();
        resolve();
      };
      const waiter: Waiter = { sizeBytes, enter };
      this.#waiters.add(waiter);
    });
  }
}
