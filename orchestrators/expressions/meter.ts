import { ExpressionError } from './expression-error';

/** Steps that an evaluation may take unless told otherwise: some 50 ms of work, and a few passes over 100,000 items. */
export const DEFAULT_BUDGET = 1_000_000;

/** How many characters are copied, and how many elements, for one step; it bounds what an expression can build. */
const CHARACTERS_A_STEP = 16;
const ITEMS_A_STEP = 4;

/** Counts steps, and stops who takes too many. */
export interface StepCounter {
  /** Takes steps; throws when there are too many. */
  charge(steps: number): void;
  /** Takes the steps for reading or writing so many characters. */
  chargeText(length: number): void;
  /** Takes the steps for copying so many elements of a list. */
  chargeItems(count: number): void;
}

/**
 * Counts the steps of evaluations against a budget, and tells the time. The same expression over the same values
 * counts the same on every run: nothing depends on a clock, a cache or the machine.
 */
export interface Meter extends StepCounter {
  /** Steps taken so far. */
  readonly used: number;
  /** Steps that may be taken. */
  readonly budget: number;
  /** The workflow's time as RFC 3339 text in UTC; asked once, when the first expression says `now`. */
  now(): string;
  /** Takes steps; beyond the budget it throws EXPRESSION_BUDGET_EXCEEDED, which nothing in an expression catches. */
  charge(steps: number): void;
}

/** Options of {@link createMeter}. */
export interface MeterOptions {
  /** In steps; default {@link DEFAULT_BUDGET}. */
  readonly budget?: number;
  /** The workflow's time as RFC 3339 text in UTC. */
  readonly now: () => string;
}

/** A meter at zero. One meter may serve several evaluations, which then share its budget. */
export function createMeter({ budget = DEFAULT_BUDGET, now }: MeterOptions): Meter {
  return new StepMeter(budget, now);
}

class StepMeter implements Meter {
  used = 0;
  readonly budget: number;
  readonly #readTime: () => string;
  #time: string | undefined;

  constructor(budget: number, readTime: () => string) {
    this.budget = budget;
    this.#readTime = readTime;
  }

  now(): string {
    this.#time ??= this.#readTime();
    return this.#time;
  }

  charge(steps: number): void {
    this.used += steps;
    if (this.used > this.budget) throw overBudget(this.budget);
  }

  chargeText(length: number): void {
    this.charge(Math.floor(length / CHARACTERS_A_STEP));
  }

  chargeItems(count: number): void {
    this.charge(Math.ceil(count / ITEMS_A_STEP));
  }
}

function overBudget(budget: number): ExpressionError {
  const advice = 'work on fewer elements at once, or move the work into a task';
  return new ExpressionError('EXPRESSION_BUDGET_EXCEEDED', `the expression took more than ${budget} steps: ${advice}`);
}
