import { type EngineMode, type Evidence, type FlagSnapshot, flaggedTypes } from '@octavo/migration';
import type { Random } from '../../../fuzz/random';

/** Flags by task type. */
export type Modes = Readonly<Record<string, EngineMode>>;

const MODES: readonly EngineMode[] = ['legacy', 'shadow', 'new'];
/** The probability that a reply has other flags than the one before. */
const CHANCE_OF_A_FLIP = 0.95;

/** The flags of a simulated run, and its evidence. */
export class SimulatedFlags {
  readonly evidence: Evidence[] = [];
  readonly #choose: () => Modes;
  /** By revision. */
  readonly #replies: Modes[] = [];

  /** `choose` is called for each request of a run. */
  constructor(choose: () => Modes) {
    this.#choose = choose;
  }

  /** The number of replies with other flags than the one before. */
  get flips(): number {
    return Math.max(0, this.#replies.length - 1);
  }

  modesOf(revision: string): Modes {
    return this.#replies[Number(revision)] ?? {};
  }

  async snapshot(): Promise<FlagSnapshot> {
    const modes = this.#choose();
    const last = this.#replies.at(-1);
    if (last === undefined || flaggedTypes.some((type) => modes[type] !== last[type])) this.#replies.push(modes);
    return { revision: String(this.#replies.length - 1), modes };
  }

  async record(evidence: Evidence): Promise<void> {
    if (!this.evidence.some(({ id }) => id === evidence.id)) this.evidence.push(evidence);
  }
}

/** All types in the same mode. */
export function allIn(mode: EngineMode): Modes {
  return Object.fromEntries(flaggedTypes.map((type) => [type, mode]));
}

/** The times of final rollbacks by type; milliseconds since the epoch. */
export type Rollbacks = ReadonlyMap<string, number>;

/** Rolls back half of the types at random times within `withinMs` from `startMs`. */
export function drawRollbacks(random: Random, startMs: number, withinMs: number): Rollbacks {
  const rolledBack = flaggedTypes.filter(() => random.isLucky(0.5));
  return new Map(rolledBack.map((type) => [type, startMs + random.below(withinMs)]));
}

/** Flags that change with nearly every request; types that were rolled back stay at `legacy`. */
export function flipping(random: Random, rollbacks: Rollbacks, now: () => number): () => Modes {
  const draw = (): Modes => Object.fromEntries(flaggedTypes.map((type) => [type, random.pick(MODES)]));
  let drawn = draw();
  return () => {
    if (random.isLucky(CHANCE_OF_A_FLIP)) drawn = draw();
    const ended = [...rollbacks].filter(([, atMs]) => atMs <= now()).map(([type]) => [type, 'legacy' as const]);
    return { ...drawn, ...Object.fromEntries(ended) };
  };
}
