/** Stands for every value that a label does not show. */
export const OTHER = 'other';

export interface LabelValuesOptions {
  /** Always shown. */
  readonly known: Iterable<string>;
  /** How many more are shown: those that come first. Default: none. */
  readonly maxUnknown?: number;
  /** What a value that is not known has to look like. Default: anything. */
  readonly pattern?: RegExp;
}

/**
 * The values of one label. Ids and codes are written by whoever may start a run, and each value of a label is kept for
 * ever by everybody who collects it: so there is an end to them.
 */
export class LabelValues {
  readonly #known: ReadonlySet<string>;
  readonly #shown = new Set<string>();
  readonly #maxUnknown: number;
  readonly #pattern: RegExp;

  constructor({ known, maxUnknown = 0, pattern = /^/ }: LabelValuesOptions) {
    this.#known = new Set(known);
    this.#maxUnknown = maxUnknown;
    this.#pattern = pattern;
  }

  /** The value, or `other`; no value stays none. */
  of(value: string): string {
    if (value === '' || this.#known.has(value) || this.#shown.has(value)) return value;
    if (this.#shown.size >= this.#maxUnknown || !this.#pattern.test(value)) return OTHER;
    this.#shown.add(value);
    return value;
  }
}
