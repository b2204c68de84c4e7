import type { Cancellation, CancellationSource } from '../contracts/cancellation';
import type { Eventually } from '../contracts/eventually';
import type { Decision, StatusAggregator } from '../contracts/status-aggregator';
import { isFailure, type TaskOutcome, type UnhandledFailure, verdictOf } from '../model/outcome';
import { throwIfCanceled } from './cancellation-node';
import { type Flow, runFlow, settled, together } from './flow';
import { Slots } from './slots';

/** A child of a container whose children run at the same time. */
export interface FanOutChild {
  /** What an earlier execution left of it: nothing, its begin, or its end. */
  readonly recorded: RecordedChild;
  /** Places of the children that have to end first. */
  readonly needs: readonly number[];
  /** Runs it, or answers from its record. */
  run(group: FanOutGroup): Eventually<TaskOutcome>;
  /** Told when the container ended before it started. */
  leaveOut(): void;
}

/** What a child has of the others. */
export interface FanOutGroup {
  readonly cancellation: Cancellation;
  /** How another child ended; undefined where it has not, or was cancelled by the decision. */
  readonly outcomeOf: (place: number) => TaskOutcome | undefined;
  /** To be told at the very moment of the child's end, so that nothing ends between what decides and the decision. */
  readonly end: (outcome: TaskOutcome) => void;
}

export type RecordedChild =
  | { readonly kind: 'new' | 'begun' }
  /** Versions order ends in time. */
  | { readonly kind: 'ended'; readonly version: number };

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
 * Runs children with a bound on how many at once, until the aggregator has decided; then cancels the rest. Children
 * start in order: replay matches commands by position. Throws `CanceledError` when cancelled from above.
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
    // What had ended counts first, in its order in time: a decision that was made is made again.
    for (const place of this.#endedPlaces()) yield* this.#runChild(place);
    const running = new Map<number, Eventually<void>>();
    for (const place of this.#placesInTurn()) running.set(place, runFlow(this.#runInTurn(place, running)));
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
    const open = (child?.needs ?? []).filter((need) => this.#endedVersion(need) === undefined);
    if (child?.recorded.kind === 'new' && open.length > 0) {
      yield* settled(Promise.resolve()); // those it needs may come later in the list
      yield* together(open.map((need) => running.get(need)));
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

  #endedPlaces(): readonly number[] {
    return this.#placesOf('ended').toSorted((a, b) => (this.#endedVersion(a) ?? 0) - (this.#endedVersion(b) ?? 0));
  }

  /**
   * The order of asking for one of the concurrent places: first those that have one since before, then those that
   * have waited for one longest. In a first execution that is the order of the list.
   */
  #placesInTurn(): readonly number[] {
    const waiting = this.#placesOf('new').map((place) => ({ place, since: this.#readySince(place) }));
    waiting.sort((a, b) => a.since - b.since || a.place - b.place);
    return [...this.#placesOf('begun'), ...waiting.map(({ place }) => place)];
  }

  /** When the last of what it needs ended. */
  #readySince(place: number): number {
    const needs = this.#plan.children[place]?.needs ?? [];
    return Math.max(0, ...needs.map((need) => this.#endedVersion(need) ?? Number.MAX_SAFE_INTEGER));
  }

  #endedVersion(place: number): number | undefined {
    const recorded = this.#plan.children[place]?.recorded;
    return recorded?.kind === 'ended' ? recorded.version : undefined;
  }

  #placesOf(kind: RecordedChild['kind']): number[] {
    return this.#plan.children.flatMap(({ recorded }, place) => (recorded.kind === kind ? [place] : []));
  }
}
