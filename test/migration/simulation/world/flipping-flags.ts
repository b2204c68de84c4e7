import type { EngineMode, Evidence, FlagSnapshot } from '@octavo/migration';
import type { Random } from '../../../fuzz/random';

export const TASK_TYPES = ['basic', 'wait', 'signal', 'router', 'parallel', 'collection', 'composite', 'aggregate'] as const;

export interface Answer extends FlagSnapshot {
  /** Milliseconds since the epoch. */
  readonly atMs: number;
}

const MODES: readonly EngineMode[] = ['legacy', 'shadow', 'new'];
/** How often an answer has other flags than the one before. */
const CHANCE_OF_A_FLIP = 0.95;

/** Flags that are other ones nearly whenever somebody asks; of types that were rolled back they stay at `legacy`. */
export class FlippingFlags {
  readonly answers: Answer[] = [];
  readonly evidence: Evidence[] = [];
  readonly rollbacks: ReadonlyMap<string, number>;
  readonly #random: Random;
  readonly #now: () => number;
  #flips = 0;
  #modes: Readonly<Record<string, EngineMode>>;

  /** `rollbacks`: from when on a type is rolled back for good. Times are milliseconds since the epoch. */
  constructor(random: Random, now: () => number, rollbacks: ReadonlyMap<string, number>) {
    this.#random = random;
    this.#now = now;
    this.rollbacks = rollbacks;
    this.#modes = this.#draw();
  }

  /** Answers whose flags were not those of the answer before. */
  get flips(): number {
    return this.#flips;
  }

  /** What the flags were at a revision that was told. */
  modesOf(revision: string): FlagSnapshot['modes'] {
    return this.answers.find((answer) => answer.revision === revision)?.modes ?? {};
  }

  async snapshot(): Promise<FlagSnapshot> {
    const modes = this.#next();
    if (TASK_TYPES.some((type) => modes[type] !== this.#modes[type])) this.#flips += 1;
    this.#modes = modes;
    const answer = { revision: String(this.#flips), modes, atMs: this.#now() };
    this.answers.push(answer);
    return answer;
  }

  async record(evidence: Evidence): Promise<void> {
    if (!this.evidence.some(({ id }) => id === evidence.id)) this.evidence.push(evidence);
  }

  #next(): Readonly<Record<string, EngineMode>> {
    const modes = this.#random.isLucky(CHANCE_OF_A_FLIP) ? this.#draw() : this.#modes;
    const isRolledBack = (type: string): boolean => this.#now() >= (this.rollbacks.get(type) ?? Number.POSITIVE_INFINITY);
    return Object.fromEntries(TASK_TYPES.map((type) => [type, isRolledBack(type) ? 'legacy' : (modes[type] ?? 'new')]));
  }

  #draw(): Readonly<Record<string, EngineMode>> {
    return Object.fromEntries(TASK_TYPES.map((type) => [type, this.#random.pick(MODES)]));
  }
}
