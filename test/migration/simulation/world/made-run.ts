import type { Json, Plan, TaskNode } from '@octavo/orchestrators';
import { PlanMaker } from '../../../../orchestrators/simulator/plan-maker.fixture';
import { retryWith } from '../../../../orchestrators/simulator/plan.fixture';
import { Tape } from '../../../../orchestrators/simulator/tape.fixture';
import type { Random } from '../../../fuzz/random';

/** A generated run, without its environment. Times are milliseconds from its start. */
export interface MadeRun {
  readonly plan: Plan;
  readonly signals?: readonly MadeSignal[];
  readonly cancelAtMs?: number;
}

export interface MadeSignal {
  readonly name: string;
  readonly id: string;
  readonly payload: Json;
  readonly atMs: number;
}

/** Distances that are different for all items of nested collections; milliseconds. */
const STRIDES = [7_919, 104_729, 1_299_709, 15_485_863];
const CHOICES = 160;

/** Generates a run with any tree of tasks, like the simulator, but for an environment with transport times. */
export function makeRun(random: Random): MadeRun {
  const length = 1 + random.below(CHOICES);
  const tape = new Tape(Array.from({ length }, () => random.below(1_000)));
  const maker = new RunMaker(tape);
  const plan = maker.apart(maker.plan());
  const signals = tape.many(0, 12, (place) => maker.signal(place));
  return { plan, signals, ...(tape.chance(15) ? { cancelAtMs: maker.momentMs() } : {}) };
}

class RunMaker extends PlanMaker {
  readonly #tape: Tape;

  constructor(tape: Tape) {
    super(tape);
    this.#tape = tape;
  }

  signal(place: number): MadeSignal {
    const name = this.#tape.one(['go', 'go', 'stop']);
    const payload = this.#tape.chance(20) ? { bad: true } : { n: this.#tape.pick(4) };
    return { name, atMs: this.momentMs(), payload, id: `s${place - (this.#tape.chance(10) ? 1 : 0)}` };
  }

  /** Most actions have a duration; some are short and local. */
  override act(...made: Parameters<PlanMaker['act']>): TaskNode {
    const task = super.act(...made) as TaskNode & { readonly with: object; readonly retry?: object };
    if (this.#tape.chance(20))
      return { ...task, action: 'peek', execution: 'local', ...retryWith({ maxAttempts: 1 }) } as TaskNode;
    if (this.#tape.chance(15)) return task;
    return { ...task, ...retryWith({ ...task.retry, attemptTimeout: '20d' }) };
  }

  /**
   * Starts the children of a fan-out at different times, because the language does not define which of two simultaneous
   * results arrives first.
   */
  apart(plan: Plan): Plan {
    return this.#walk(plan as unknown as Json, []) as unknown as Plan;
  }

  #walk(value: Json, items: readonly string[]): Json {
    if (Array.isArray(value)) return value.map((one: Json) => this.#walk(one, items));
    if (typeof value !== 'object' || value === null) return value;
    const { type, tasks, task, as } = value as Record<string, Json> & { readonly as?: string };
    const inner = type === 'collection' ? [...items, `${as} * ${STRIDES[items.length] ?? 1}`] : items;
    const walked = Object.fromEntries(Object.entries(value).map(([key, one]) => [key, this.#walk(one, inner)]));
    if (type === 'parallel' && Array.isArray(tasks))
      return { ...walked, tasks: (walked['tasks'] as Json[]).map((one) => this.#late(one, items)) };
    if (type === 'collection' && task !== undefined)
      return { ...walked, task: this.#late(walked['task'] ?? null, inner) };
    return walked;
  }

  #late(task: Json, items: readonly string[]): Json {
    const fields = task as Record<string, Json>;
    if (fields['delay'] !== undefined) return task;
    const ms = this.momentMs();
    return { ...fields, delay: items.length === 0 ? `${ms}ms` : `\${ string(${[ms, ...items].join(' + ')}) + "ms" }` };
  }
}
