/** The maximum number of runs; beyond it, the oldest entry is removed. */
const MOST_RUNS = 1_000;

/** The definition of each run that this worker has seen, because requests of activities do not contain it. */
export class RunDefinitions {
  readonly #definitions = new Map<string, string>();

  note(runId: string, definition: unknown): void {
    if (typeof definition !== 'string') return;
    this.#definitions.set(runId, definition);
    const [oldest] = this.#definitions.keys();
    if (this.#definitions.size > MOST_RUNS && oldest !== undefined) this.#definitions.delete(oldest);
  }

  of(runId: string): string | undefined {
    return this.#definitions.get(runId);
  }
}
