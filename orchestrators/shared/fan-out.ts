import type { Cancellation, CancellationSource } from '../contracts/cancellation';
import type { Decision, StatusAggregator } from '../contracts/status-aggregator';
import { isFailure, type TaskOutcome, type UnhandledFailure, verdictOf } from '../model/outcome';
import { throwIfCanceled } from './cancellation-node';
import { Slots } from './slots';

/** A child of a container whose children run at the same time. */
export interface FanOutChild {
  /** What an earlier execution left of it: nothing, its begin, or its end. */
  readonly recorded: RecordedChild;
  /** Places of the children that have to end first. */
  readonly needs: readonly number[];
  /** Runs it, or answers from its record. */
  run(group: FanOutGroup): Promise<TaskOutcome>;
  /** Told when the container ended before it started. */
  leaveOut(): void;
}

/** What a child has of the others. */
export interface FanOutGroup {
  readonly cancellation: Cancellation;
  /** How another child ended; undefined where it has not, or was cancelled by the decision. */
  outcomeOf(place: number): TaskOutcome | undefined;
  /** To be told at the very moment of the child's end, so that nothing ends between what decides and the decision. */
  end(outcome: TaskOutcome): void;
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
export async function fanOut(plan: FanOut): Promise<FanOutResult> {
  const round = new FanOutRound(plan);
  await round.run();
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

  async run(): Promise<void> {
    // What had ended counts first, in its order in time: a decision that was made is made again.
    for (const place of this.#endedPlaces()) await this.#runChild(place);
    const running = new Map<number, Promise<void>>();
    // Those that were under way come before new ones: their places among the concurrent ones are theirs.
    for (const kind of ['begun', 'new'] as const) {
      for (const place of this.#placesOf(kind)) running.set(place, this.#runInTurn(place, running));
    }
    await Promise.all(running.values()).finally(() => this.#group.release());
  }

  result(): FanOutResult {
    const decision = this.#decision === 'open' ? 'failure' : this.#decision;
    return { decision, outcomes: this.#outcomes, failures: this.#failures };
  }

  async #runInTurn(place: number, running: ReadonlyMap<number, Promise<void>>): Promise<void> {
    const child = this.#plan.children[place];
    if (child?.recorded.kind === 'new' && child.needs.length > 0) {
      await Promise.resolve(); // those it needs may come later in the list
      await Promise.all(child.needs.map((need) => running.get(need) ?? Promise.resolve()));
    }
    await this.#slots.take();
    try {
      if (this.#group.isCanceled && child?.recorded.kind === 'new') child.leaveOut();
      else await this.#runChild(place);
    } finally {
      this.#slots.give();
    }
  }

  async #runChild(place: number): Promise<void> {
    let hasEnded = false;
    const end = (outcome: TaskOutcome): void => {
      if (!hasEnded) this.#count(place, outcome);
      hasEnded = true;
    };
    const group = { cancellation: this.#group, outcomeOf: (other: number) => this.#outcomes[other], end };
    const outcome = await this.#plan.children[place]?.run(group);
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
    return this.#placesOf('ended').toSorted((a, b) => this.#endedVersion(a) - this.#endedVersion(b));
  }

  #endedVersion(place: number): number {
    const recorded = this.#plan.children[place]?.recorded;
    return recorded?.kind === 'ended' ? recorded.version : 0;
  }

  #placesOf(kind: RecordedChild['kind']): number[] {
    return this.#plan.children.flatMap(({ recorded }, place) => (recorded.kind === kind ? [place] : []));
  }
}
