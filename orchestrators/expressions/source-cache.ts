/** What is made of sources, each once. A pure cache, for all runs of a worker: it changes no result and no count of steps. */
export class SourceCache<Made> {
  readonly #made = new Map<string, Made>();
  readonly #mostSources: number;
  readonly #longestSource: number;

  /** Longer sources are made each time, so that what is kept is bounded in size too. */
  constructor({ mostSources, longestSource }: { readonly mostSources: number; readonly longestSource: number }) {
    this.#mostSources = mostSources;
    this.#longestSource = longestSource;
  }

  get(source: string, make: (source: string) => Made): Made {
    if (this.#made.has(source)) return this.#made.get(source) as Made;
    const made = make(source);
    if (source.length <= this.#longestSource) this.#keep(source, made);
    return made;
  }

  #keep(source: string, made: Made): void {
    if (this.#made.size >= this.#mostSources) this.#made.clear();
    this.#made.set(source, made);
  }
}
