import type { EngineMode } from '../contracts/engine-mode';
import type { FlagContext } from '../contracts/flag-context';

/** What a flag last said. */
export interface KnownFlag {
  readonly mode: EngineMode;
  /** Of the rules that decided; undefined where the provider does not tell. */
  readonly revision: string | undefined;
}

const MOST_RUNS = 10_000;

/** What the flags of each run last said, for when they say nothing; of the runs that asked last. */
export class KnownFlags {
  readonly #byRun = new Map<string, ReadonlyMap<string, KnownFlag>>();

  of(context: FlagContext): ReadonlyMap<string, KnownFlag> | undefined {
    return this.#byRun.get(keyOf(context));
  }

  remember(context: FlagContext, flags: ReadonlyMap<string, KnownFlag>): void {
    const key = keyOf(context);
    this.#byRun.delete(key);
    this.#byRun.set(key, flags);
    if (this.#byRun.size > MOST_RUNS) this.#forgetFirst();
  }

  #forgetFirst(): void {
    for (const first of this.#byRun.keys()) {
      this.#byRun.delete(first);
      return;
    }
  }
}

function keyOf({ workflowId, definition, tenant }: FlagContext): string {
  return JSON.stringify([workflowId, definition, tenant]);
}
