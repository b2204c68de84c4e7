import type { EngineMode, FlagContext, FlagSnapshot } from '../contracts/flags';
import { flaggedTypes } from '../rules/rollout-rules';

/** The last value of a flag. */
export interface KnownFlag {
  readonly mode: EngineMode;
  /** The revision of the rules; undefined if the provider does not report it. */
  readonly revision: string | undefined;
}

const MOST_RUNS = 10_000;

/** The last values of the flags of recent runs, for use when the flags fail. */
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

/** The snapshot of the known flags; a type without one is legacy. */
export function toSnapshot(known: ReadonlyMap<string, KnownFlag> = new Map()): FlagSnapshot {
  const flags = flaggedTypes.map((type) => [type, known.get(type) ?? unknown] as const);
  return {
    revision: revisionOf(flags.map(([, flag]) => flag)),
    modes: Object.fromEntries(flags.map(([type, { mode }]) => [type, mode])),
  };
}

/**
 * The revision of the rules, or several (`7+8`: they changed in between, or some flags failed). If a provider reports no
 * revision, the modes themselves: `modes:llslllnl`.
 */
function revisionOf(flags: readonly KnownFlag[]): string {
  const revisions = flags.map(({ revision }) => revision);
  if (revisions.includes(undefined)) return `modes:${flags.map(({ mode }) => mode.charAt(0)).join('')}`;
  return [...new Set(revisions)].join('+');
}

const PREFIX = 'octavo.engine.';

/** The key of the flag for the engine of a task type: `octavo.engine.basic`. */
export function flagKeyOf(type: string): string {
  return PREFIX + type;
}

/** The task type of a flag; undefined for other flags. */
export function typeOfFlag(flagKey: string): string | undefined {
  return flagKey.startsWith(PREFIX) ? flagKey.slice(PREFIX.length) : undefined;
}
