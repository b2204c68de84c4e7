/** Who sends a signal or cancels a run meanwhile waits no longer than this. */
const LONGEST_MS = 200;

interface Gathered {
  left: number;
  enough(): void;
}

/** Knows of the runs that wait for more of their actions to end. */
export class Gathering {
  readonly #waiting = new Map<string, Gathered>();
  readonly #longestMs: number;

  constructor(longestMs = LONGEST_MS) {
    this.#longestMs = longestMs;
  }

  /** Resolves when half of the run's `pending` actions have ended on this worker, or after a moment. */
  async wait(runId: string, pending: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, this.#longestMs);
      const enough = (): void => {
        clearTimeout(timer);
        resolve();
      };
      this.#waiting.set(runId, { left: Math.ceil(pending / 2), enough });
    });
    this.#waiting.delete(runId);
  }

  /** An action of the run has ended. */
  count(runId: string): void {
    const gathered = this.#waiting.get(runId);
    if (gathered === undefined) return;
    gathered.left -= 1;
    if (gathered.left === 0) gathered.enough();
  }

  /** The same function, each of whose calls counts for its run when it ends. */
  counting<Request, Reply>(
    action: (request: Request) => Promise<Reply>,
    runId: () => string,
  ): (request: Request) => Promise<Reply> {
    return async (request) => {
      try {
        return await action(request);
      } finally {
        this.count(runId());
      }
    };
  }
}
