import type { Node } from './ast';
import { ExpressionError, ExpressionSyntaxError, Site } from './expression-error';
import type { Accessible, Value } from './value';
import type { Variables } from './variables';

/** Compiles the left side of a dot, which may be a namespace. */
export type Access = (evaluation: Evaluation) => Accessible;

/** The context of compiling a node: the source, the macro variables in scope (by slot), and the compiler itself. */
export interface Compilation {
  readonly source: string;
  readonly scope: readonly string[];
  compile(node: Node): Evaluate;
  compileAccess(node: Node): Access;
  /** A compilation with one more macro variable, in the next slot. */
  bind(name: string): Compilation;
}

/** The position of a node, for messages. */
export function siteOf(node: Node, { source }: Compilation): Site {
  return new Site(source, node.start, node.end);
}

/** Whether a macro binds a name here. */
export function isBound(name: string, { scope }: Compilation): boolean {
  return scope.includes(name);
}

/** Refuses an expression that can never run. The position of a problem with a call is its name. */
export function refuse(message: string, node: Node, hint?: string): never {
  throw new ExpressionSyntaxError(message, node.kind === 'call' ? node.nameStart : node.start, hint);
}

/** One evaluation of an expression: its variables, the values of macro variables (by slot), and its meter. */
export class Evaluation {
  readonly variables: Variables;
  readonly meter: Meter;
  readonly locals: Value[] = [];

  constructor(variables: Variables, meter: Meter) {
    this.variables = variables;
    this.meter = meter;
  }
}

/** A compiled part of an expression. */
export type Evaluate = (evaluation: Evaluation) => Value;

/** The default budget of an evaluation in steps: about 50 ms of work, or a few passes over 100,000 items. */
export const DEFAULT_BUDGET = 1_000_000;

/** The number of copied characters, and of copied elements, for one step; it limits the size of results. */
const CHARACTERS_A_STEP = 16;
const ITEMS_A_STEP = 4;

/** Counts steps, and throws when there are too many. */
export interface StepCounter {
  /** Charges steps; throws when there are too many. */
  charge(steps: number): void;
  /** Charges the steps for reading or writing a number of characters. */
  chargeText(length: number): void;
  /** Charges the steps for copying a number of list elements. */
  chargeItems(count: number): void;
}

/**
 * Counts the steps of evaluations against a budget, and provides the time. The same expression over the same values
 * always costs the same: nothing depends on a clock, a cache or the machine.
 */
export interface Meter extends StepCounter {
  /** Steps used so far. */
  readonly used: number;
  /** The budget in steps. */
  readonly budget: number;
  /** The workflow's time as RFC 3339 text in UTC; asked once, when the first expression says `now`. */
  now(): string;
  /** Charges steps; beyond the budget it throws EXPRESSION_BUDGET_EXCEEDED, which nothing in an expression catches. */
  charge(steps: number): void;
}

/** Options of {@link createMeter}. */
export interface MeterOptions {
  /** In steps; default {@link DEFAULT_BUDGET}. */
  readonly budget?: number;
  /** The workflow's time as RFC 3339 text in UTC. */
  readonly now: () => string;
}

/** A meter at zero. Evaluations that use the same meter share its budget. */
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
