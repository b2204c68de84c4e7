import type { PlanResult } from './plan-result';

const MOST_PLANS = 100;
/** Larger ones are planned each time: what is kept stays small. */
const MOST_CHARACTERS = 64 * 1024;

/** What the definitions that were planned last became; those with errors are not kept. */
export class PlanCache {
  readonly #results = new Map<string, PlanResult>();

  /** The result of the definition that is written so, made where it is not known. */
  resultOf(written: string, make: () => PlanResult): PlanResult {
    const known = this.#results.get(written);
    if (known !== undefined) return known;
    const result = make();
    if (result.plan !== undefined && written.length <= MOST_CHARACTERS) this.#keep(written, result);
    return result;
  }

  #keep(written: string, result: PlanResult): void {
    const [oldest] = this.#results.keys();
    if (this.#results.size >= MOST_PLANS && oldest !== undefined) this.#results.delete(oldest);
    this.#results.set(written, result);
  }
}
