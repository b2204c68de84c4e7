import type { EngineMode, FlagContext, FlagSnapshot } from '../contracts/flags';
import { flaggedTypes } from '../rules/rollout-rules';

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

const unknown: KnownFlag = { mode: 'legacy', revision: 'none' };

/** The snapshot of what is known of each type; legacy where nothing is. */
export function toSnapshot(known: ReadonlyMap<string, KnownFlag> = new Map()): FlagSnapshot {
  const flags = flaggedTypes.map((type) => [type, known.get(type) ?? unknown] as const);
  return {
    revision: revisionOf(flags.map(([, flag]) => flag)),
    modes: Object.fromEntries(flags.map(([type, { mode }]) => [type, mode])),
  };
}

/**
 * The revision of the rules, or of several (`7+8`: they changed in between, or some flags failed). Where a provider tells
 * no revision, the modes themselves: `modes:llslllnl`.
 */
function revisionOf(flags: readonly KnownFlag[]): string {
  const revisions = flags.map(({ revision }) => revision);
  if (revisions.includes(undefined)) return `modes:${flags.map(({ mode }) => mode.charAt(0)).join('')}`;
  return [...new Set(revisions)].join('+');
}

const PREFIX = 'octavo.engine.';

/** The flag that says which engine runs a task type: `octavo.engine.basic`. */
export function flagKeyOf(type: string): string {
  return PREFIX + type;
}

/** The task type of a flag; undefined for a flag that is not of this kind. */
export function typeOfFlag(flagKey: string): string | undefined {
  return flagKey.startsWith(PREFIX) ? flagKey.slice(PREFIX.length) : undefined;
}
