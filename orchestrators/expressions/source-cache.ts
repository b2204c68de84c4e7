/** Caches what is derived from sources, for all runs of a worker. It changes no result and no number of steps. */
export class SourceCache<Made> {
  readonly #made = new Map<string, Made>();
  readonly #mostSources: number;
  readonly #longestSource: number;

  /** Longer sources are not cached, so that the size of the cache is bounded. */
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
