import {
  byteLength,
  type Cancellation,
  CanceledError,
  type Flow,
  type Json,
  maxBytes,
  overheadBytes,
  runFlow,
  settled,
} from '@octavo/orchestrators';

/** Temporal fails a workflow task for ever at 2,000 pending activities or children. */
const MAX_PENDING = 1_000;

interface Waiter {
  readonly sizeBytes: number;
  enter(): void;
}

/** Lets commands of a run through in order, as many and as large together as Temporal bears. */
export class RunGate {
  #pending = 0;
  #answered = 0;
  #pendingBytes = 0;
  readonly #waiters = new Set<Waiter>();

  /** Commands that have not been answered. */
  get pending(): number {
    return this.#pending;
  }

  /** Commands that have been answered. */
  get answered(): number {
    return this.#answered;
  }

  /** What may go along with a command without making all together too large. */
  get roomBytes(): number {
    return Math.max(0, maxBytes.pendingCommands - this.#pendingBytes);
  }

  /** Counts what goes along with a command, until the returned function is called. */
  load(sizeBytes: number): () => void {
    this.#pendingBytes += sizeBytes;
    return () => {
      this.#pendingBytes -= sizeBytes;
    };
  }

  /** Runs `work` when there is room for it and its `input`. Throws `CanceledError` where cancelled before. */
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
      const give = (): void => {
        this.#waiters.delete(waiter);
        reject(new CanceledError());
        this.#letIn();
      };
      const leave = cancellation.onCancel(give);
      const enter = (): void => {
        leave();
        resolve();
      };
      const waiter: Waiter = { sizeBytes, enter };
      this.#waiters.add(waiter);
    });
  }
}
