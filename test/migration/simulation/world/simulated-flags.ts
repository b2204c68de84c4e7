import { type EngineMode, type Evidence, type FlagSnapshot, flaggedTypes } from '@octavo/migration';
import type { Random } from '../../../fuzz/random';

/** The flags of a moment, by task type. */
export type Modes = Readonly<Record<string, EngineMode>>;

const MODES: readonly EngineMode[] = ['legacy', 'shadow', 'new'];
/** How often an answer has other flags than the one before. */
const CHANCE_OF_A_FLIP = 0.95;

/** The flags that a simulated run asks for, and the evidence that it brings. */
export class SimulatedFlags {
  readonly evidence: Evidence[] = [];
  readonly #choose: () => Modes;
  /** By revision. */
  readonly #told: Modes[] = [];

  /** `choose` is asked whenever a run asks. */
  constructor(choose: () => Modes) {
    this.#choose = choose;
  }

  /** How often flags were told that were not those that were told before. */
  get flips(): number {
    return Math.max(0, this.#told.length - 1);
  }

  modesOf(revision: string): Modes {
    return this.#told[Number(revision)] ?? {};
  }

  async snapshot(): Promise<FlagSnapshot> {
    const modes = this.#choose();
    const last = this.#told.at(-1);
    if (last === undefined || flaggedTypes.some((type) => modes[type] !== last[type])) this.#told.push(modes);
    return { revision: String(this.#told.length - 1), modes };
  }

  async record(evidence: Evidence): Promise<void> {
    if (!this.evidence.some(({ id }) => id === evidence.id)) this.evidence.push(evidence);
  }
}

/** All types in the same mode. */
export function allIn(mode: EngineMode): Modes {
  return Object.fromEntries(flaggedTypes.map((type) => [type, mode]));
}

/** When types are rolled back for good, by type; milliseconds since the epoch. */
export type Rollbacks = ReadonlyMap<string, number>;

/** Half of the types are rolled back at some time, `withinMs` from `startMs`. */
export function drawRollbacks(random: Random, startMs: number, withinMs: number): Rollbacks {
  const rolledBack = flaggedTypes.filter(() => random.isLucky(0.5));
  return new Map(rolledBack.map((type) => [type, startMs + random.below(withinMs)]));
}

/** Flags that are other ones nearly whenever somebody asks; those of types that were rolled back stay at `legacy`. */
export function flipping(random: Random, rollbacks: Rollbacks, now: () => number): () => Modes {
  const draw = (): Modes => Object.fromEntries(flaggedTypes.map((type) => [type, random.pick(MODES)]));
  let drawn = draw();
  return () => {
    if (random.isLucky(CHANCE_OF_A_FLIP)) drawn = draw();
    const ended = [...rollbacks].filter(([, atMs]) => atMs <= now()).map(([type]) => [type, 'legacy' as const]);
    return { ...drawn, ...Object.fromEntries(ended) };
  };
}
