import type { Cancellation, CancellationSource } from '../contracts/cancellation';
import type { Eventually } from '../contracts/eventually';
import type { Decision, StatusAggregator } from '../contracts/status-aggregator';
import { isFailure, type TaskOutcome, type UnhandledFailure, verdictOf } from '../model/outcome';
import { throwIfCanceled } from './cancellation';
import { endedPlaces, type FanOutChild, openNeeds, placesInTurn } from './fan-out-child';
import { type Flow, runFlow, settled, together } from './flow';
import { Slots } from './slots';

export interface FanOut {
  readonly children: readonly FanOutChild[];
  readonly concurrency: number;
  readonly aggregator: StatusAggregator;
  readonly cancellation: Cancellation;
}

export interface FanOutResult {
  readonly decision: Exclude<Decision, 'open'>;
  /** By place; undefined where it never started or was cancelled by the decision. */
  readonly outcomes: readonly (TaskOutcome | undefined)[];
  /** The failures that led to the decision, in the order of ending. */
  readonly failures: readonly UnhandledFailure[];
}

/**
 * Runs children with a bound on how many at once, until the aggregator has decided; then cancels the rest. Throws
 * `CanceledError` when cancelled from above.
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
  readonly #outcomes: (TaskOutcome | undefined)[];
  readonly #failures: UnhandledFailure[] = [];
  readonly #tally = { success: 0, failure: 0, skipped: 0 };
  #decision: Decision = 'open';

  constructor(plan: FanOut) {
    this.#plan = plan;
    this.#group = plan.cancellation.fork();
    this.#slots = new Slots(plan.concurrency);
    this.#outcomes = plan.children.map(() => undefined);
    this.#decide();
  }

  *run(): Flow<void> {
    const { children } = this.#plan;
    // What had ended counts first: a decision that was made is made again.
    for (const place of endedPlaces(children)) yield* this.#runChild(place);
    const running = new Map<number, Eventually<void>>();
    for (const place of placesInTurn(children)) running.set(place, runFlow(this.#runInTurn(place, running)));
    try {
      yield* together(running.values());
    } finally {
      this.#group.release();
    }
  }

  result(): FanOutResult {
    const decision = this.#decision === 'open' ? 'failure' : this.#decision;
    return { decision, outcomes: this.#outcomes, failures: this.#failures };
  }

  *#runInTurn(place: number, running: ReadonlyMap<number, Eventually<void>>): Flow<void> {
    const child = this.#plan.children[place];
    const needs = openNeeds(place, this.#plan.children);
    if (needs.length > 0) {
      yield* settled(Promise.resolve()); // those it needs may ask later
      yield* together(needs.map((need) => running.get(need)));
    }
    yield* settled(this.#slots.take());
    try {
      if (this.#group.isCanceled && child?.recorded.kind === 'new') child.leaveOut();
      else yield* this.#runChild(place);
    } finally {
      this.#slots.give();
    }
  }

  *#runChild(place: number): Flow<void> {
    let hasEnded = false;
    const end = (outcome: TaskOutcome): void => {
      if (!hasEnded) this.#count(place, outcome);
      hasEnded = true;
    };
    const group = { cancellation: this.#group, outcomeOf: (other: number) => this.#outcomes[other], end };
    const outcome = yield* settled(this.#plan.children[place]?.run(group));
    if (outcome !== undefined) end(outcome);
  }

  #count(place: number, outcome: TaskOutcome): void {
    if (this.#isCanceledHere(outcome)) return;
    this.#outcomes[place] = outcome;
    if (this.#decision !== 'open') return;
    this.#tally[verdictOf(outcome)] += 1;
    if (isFailure(outcome)) this.#failures.push(outcome);
    this.#decide();
  }

  // Cancelled by the decision or from above; a child that somebody else cancelled is a failure.
  #isCanceledHere(outcome: TaskOutcome): boolean {
    return outcome.status === 'CANCELED' && this.#group.isCanceled;
  }

  #decide(): void {
    this.#decision = this.#plan.aggregator.decide({ total: this.#plan.children.length, ...this.#tally });
    if (this.#decision !== 'open') this.#group.cancel();
  }
}
