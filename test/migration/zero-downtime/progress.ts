/** A counter that resolves promises at given numbers. */
export class Progress {
  #count = 0;
  #waiting: { readonly count: number; tell(): void }[] = [];

  add(): void {
    this.#count += 1;
    for (const { count, tell } of this.#waiting) if (count <= this.#count) tell();
    this.#waiting = this.#waiting.filter(({ count }) => count > this.#count);
  }

  async reaches(count: number): Promise<void> {
    if (this.#count >= count) return;
    await new Promise<void>((tell) => this.#waiting.push({ count, tell }));
  }
}
