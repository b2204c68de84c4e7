/** Of more runs, those are forgotten that came first. */
const MOST_RUNS = 1_000;

/** Which run is of which definition, as far as this worker has seen: what activities are asked does not say. */
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
