import type { Cancellation, CancellationSource } from '../contracts/cancellation';
import type { ChildTaskManager, PreparedChild } from '../contracts/child-task-manager';
import type { Eventually } from '../contracts/eventually';
import type { ChildTally, Decision, StatusAggregator } from '../contracts/status-aggregator';
import { throwIfCanceled } from './cancellation-node';
import { type Flow, runFlow, settled, together } from './flow';
import { isFailure, type TaskOutcome, type UnhandledFailure, verdictOf } from '../model/outcome';

export interface FanOut {
  readonly children: ChildTaskManager;
  readonly concurrency: number;
  readonly aggregator: StatusAggregator;
  readonly cancellation: Cancellation;
  /** Called with the outcome of each child as soon as it ends. Not called for a child that the fan-out has cancelled. */
  keep(index: number, outcome: TaskOutcome): void;
}

export interface FanOutResult {
  readonly decision: Exclude<Decision, 'open'>;
  readonly tally: ChildTally;
  /** The failures up to the decision, in the order in which the children ended. */
  readonly failures: readonly PlacedFailure[];
}

export interface PlacedFailure {
  readonly index: number;
  readonly outcome: UnhandledFailure;
}

/**
 * Runs children with a limit on their concurrency until the aggregator has decided, and then cancels the others. Throws
 * `CanceledError` when its own token is cancelled.
 */
export function* fanOut(plan: FanOut): Flow<FanOutResult> {
  const round = new FanOutRound(plan);
  yield* round.run();
  throwIfCanceled(plan.cancellation);
  return round.result();
}

class FanOutRound {
  readonly #plan: FanOut;
  readonly #group: CancellationSource;
  readonly #slots: Slots;
  readonly #tally: { total: number; success: number; failure: number; skipped: number };
  readonly #failures: PlacedFailure[] = [];
  #decision: Decision = 'open';
  #isStarting = true;

  constructor(plan: FanOut) {
    this.#plan = plan;
    this.#group = plan.cancellation.fork();
    this.#slots = new Slots(plan.concurrency);
    this.#tally = { total: plan.children.total, success: 0, failure: 0, skipped: 0 };
    this.#decide();
  }

  *run(): Flow<void> {
    const { children } = this.#plan;
    let child = children.next();
    // Count recorded outcomes first, so that resuming repeats the decision.
    for (; child?.recorded.kind === 'ended'; child = children.next()) yield* this.#runChild(child);
    const running = children.hasNeeds ? this.#startAll(child) : this.#startLanes(child);
    this.#isStarting = false;
    try {
      yield* together(running);
    } finally {
      this.#group.release();
    }
  }

  result(): FanOutResult {
    const decision = this.#decision === 'open' ? 'failure' : this.#decision;
    return { decision, tally: this.#tally, failures: this.#failures };
  }

  #startLanes(first: PreparedChild | undefined): readonly Eventually<void>[] {
    const lanes: Eventually<void>[] = [];
    for (let child = first; child !== undefined; ) {
      const lane = runFlow(this.#lane(child));
      if (lane instanceof Promise) lanes.push(lane);
      child = lanes.length < this.#plan.concurrency ? this.#plan.children.next() : undefined;
    }
    return lanes;
  }

  /**
   * A lane runs children one after the other. While lanes are still being started, a lane runs only one child, and
   * `#startLanes` starts a lane for the next child.
   */
  *#lane(first: PreparedChild): Flow<void> {
    for (let child: PreparedChild | undefined = first; child !== undefined; ) {
      yield* this.#runUnlessCanceled(child);
      child = this.#isStarting ? undefined : this.#plan.children.next();
      // Takes as many microtasks as handing over a slot, because the order of commands depends on their number.
      if (child !== undefined) yield* settled(Promise.resolve());
    }
  }

  /** If children have `needs`, all are started: each waits for the children that it needs, and then for a slot. */
  #startAll(first: PreparedChild | undefined): Iterable<Eventually<void>> {
    const running = new Map<number, Eventually<void>>();
    for (let child = first; child !== undefined; child = this.#plan.children.next()) {
      running.set(child.index, runFlow(this.#runInTurn(child, running)));
    }
    return running.values();
  }

  *#runInTurn(child: PreparedChild, running: ReadonlyMap<number, Eventually<void>>): Flow<void> {
    const { needs = [] } = child;
    if (needs.length > 0) {
      yield* settled(Promise.resolve()); // The children that it needs may come later in the list.
      yield* together(needs.map((need) => running.get(need)));
    }
    yield* settled(this.#slots.take());
    try {
      yield* this.#runUnlessCanceled(child);
    } finally {
      this.#slots.give();
    }
  }

  *#runUnlessCanceled(child: PreparedChild): Flow<void> {
    if (this.#group.isCanceled && child.recorded.kind === 'new') child.cancelUnstarted();
    else yield* this.#runChild(child);
  }

  *#runChild(child: PreparedChild): Flow<void> {
    let hasEnded = false;
    const end = (outcome: TaskOutcome): void => {
      if (!hasEnded) this.#count(child.index, outcome);
      hasEnded = true;
    };
    end(yield* settled(child.run({ cancellation: this.#group, end })));
  }

  #count(index: number, outcome: TaskOutcome): void {
    if (this.#isCanceledHere(outcome)) return;
    this.#plan.keep(index, outcome);
    this.#tally[verdictOf(outcome)] += 1;
    if (this.#decision !== 'open') return;
    if (isFailure(outcome)) this.#failures.push({ index, outcome });
    this.#decide();
  }

  // Cancelled by the decision or with the container. A child that was cancelled in any other way is a failure.
  #isCanceledHere(outcome: TaskOutcome): boolean {
    return outcome.status === 'CANCELED' && this.#group.isCanceled;
  }

  #decide(): void {
    this.#decision = this.#plan.aggregator.decide(this.#tally);
    if (this.#decision !== 'open') this.#group.cancel();
  }
}

/** A number of slots; callers wait in a queue while none is free. */
export class Slots {
  #free: number;
  readonly #line: (() => void)[] = [];

  constructor(count: number) {
    this.#free = count;
  }

  /** Undefined if a slot is free, else resolves when the caller gets one; first come, first served. */
  take(): Promise<void> | undefined {
    if (this.#free > 0) {
      this.#free -= 1;
      return undefined;
    }
    return new Promise((resolve) => this.#line.push(resolve));
  }

  give(): void {
    const next = this.#line.shift();
    if (next === undefined) this.#free += 1;
    else next();
  }
}
