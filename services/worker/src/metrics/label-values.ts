/** Replaces every value that a label does not show. */
export const OTHER = 'other';

export interface LabelValuesOptions {
  /** Values that are always shown. */
  readonly known: Iterable<string>;
  /** The number of further values that are shown: the first ones. Default: none. */
  readonly maxUnknown?: number;
  /** The format of unknown values that may be shown. Default: any. */
  readonly pattern?: RegExp;
}

/**
 * The values of one label. Anyone who may start a run can choose ids and codes, and metric systems keep each value of a
 * label for ever; so their number is limited.
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

  /** The value, or `other`; an empty value stays empty. */
  of(value: string): string {
    if (value === '' || this.#known.has(value) || this.#shown.has(value)) return value;
    if (this.#shown.size >= this.#maxUnknown || !this.#pattern.test(value)) return OTHER;
    this.#shown.add(value);
    return value;
  }
}
