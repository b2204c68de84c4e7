/** The keys and items of one value that were evaluated by schemas that accepted it. */
export class Evaluated {
  readonly #parts = new Set<string | number>();

  get size(): number {
    return this.#parts.size;
  }

  add(part: string | number): void {
    this.#parts.add(part);
  }

  has(part: string | number): boolean {
    return this.#parts.has(part);
  }

  addAll(other: Evaluated): void {
    for (const part of other.#parts) this.#parts.add(part);
  }
}
