/** The maximum delay of a signal or cancellation during the wait, in milliseconds. */
const LONGEST_MS = 200;
/**
 * The maximum number of runs whose actions are counted; beyond it, the run whose last action ended longest ago is
 * removed.
 */
const MOST_RUNS = 1_000;

/** The number of actions of a run, as the run counts them. */
export interface ActionsOfRun {
  readonly pending: number;
  readonly answered: number;
}

interface Waiting {
  readonly until: number;
  enough(): void;
}

/** Tracks the runs that wait for more of their actions to end. */
export class Gathering {
  readonly #ended = new Map<string, number>();
  readonly #waiting = new Map<string, Waiting>();
  readonly #longestMs: number;

  constructor(longestMs = LONGEST_MS) {
    this.#longestMs = longestMs;
  }

  /**
   * Resolves when half of the pending actions have ended, or after a moment; at once if other workers run some of them.
   */
  async wait(runId: string, { pending, answered }: ActionsOfRun): Promise<void> {
    const ended = this.#ended.get(runId) ?? 0;
    const until = answered + Math.ceil(pending / 2);
    if (ended < answered || ended >= until) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, this.#longestMs);
      const enough = (): void => {
        clearTimeout(timer);
        resolve();
      };
      this.#waiting.set(runId, { until, enough });
    });
    this.#waiting.delete(runId);
  }

  /** Reports that an action of the run has ended. */
  count(runId: string): void {
    const ended = (this.#ended.get(runId) ?? 0) + 1;
    this.#ended.delete(runId);
    this.#ended.set(runId, ended);
    this.#forgetOldest();
    const waiting = this.#waiting.get(runId);
    if (waiting !== undefined && ended >= waiting.until) waiting.enough();
  }

  /** Wraps a function so that each call counts for its run when it ends. */
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

  #forgetOldest(): void {
    const [oldest] = this.#ended.keys();
    if (this.#ended.size > MOST_RUNS && oldest !== undefined) this.#ended.delete(oldest);
  }
}
