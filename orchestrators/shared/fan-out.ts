import type { Cancellation } from '../contracts/cancellation';
import type { Decision, StatusAggregator } from '../contracts/status-aggregator';
import { type FailureOutcome, type TaskOutcome, verdictOf } from '../model/outcome';
import { throwIfCanceled } from './cancellation-node';
import { Slots } from './slots';

/** A child of a container whose children run at the same time. */
export interface FanOutChild {
  /** Version of its recorded end; undefined where it has to run. */
  readonly endedVersion: number | undefined;
  /** Places of the children that have to end first. */
  readonly needs: readonly number[];
  /** Runs it, or answers from its record. */
  run(cancellation: Cancellation, ended: (index: number) => TaskOutcome | undefined): Promise<TaskOutcome>;
  /** Told when the container ended before it started. */
  leaveOut(): void;
}

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
  /** The failures in the order of ending. */
  readonly failures: readonly FailureOutcome[];
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
  readonly #group;
  readonly #slots: Slots;
  readonly #outcomes: (TaskOutcome | undefined)[];
  readonly #failures: FailureOutcome[] = [];
  readonly #tally = { success: 0, failure: 0, skipped: 0 };
  #decision: Decision;

  constructor(plan: FanOut) {
    this.#plan = plan;
    this.#group = plan.cancellation.fork();
    this.#slots = new Slots(plan.concurrency);
    this.#outcomes = plan.children.map(() => undefined);
    this.#decision = this.#decide();
  }

  async run(): Promise<void> {
    const { children } = this.#plan;
    // What had ended counts first, in its order in time: a decision that was made is made again.
    const ended = children.map((_, index) => index).filter((index) => this.#endedVersion(index) !== undefined);
    ended.sort((a, b) => (this.#endedVersion(a) ?? 0) - (this.#endedVersion(b) ?? 0));
    for (const index of ended) await this.#runChild(index);
    const running = new Map<number, Promise<void>>();
    children.forEach((_, index) => running.set(index, this.#startWhenReady(index, running)));
    await Promise.all(running.values());
    this.#group.release();
  }

  result(): FanOutResult {
    const decision = this.#decision === 'open' ? 'failure' : this.#decision;
    return { decision, outcomes: this.#outcomes, failures: this.#failures };
  }

  async #startWhenReady(index: number, running: ReadonlyMap<number, Promise<void>>): Promise<void> {
    if (this.#endedVersion(index) !== undefined) return;
    const needs = this.#plan.children[index]?.needs ?? [];
    if (needs.length > 0) {
      await Promise.resolve(); // those it needs may come later in the list
      await Promise.all(needs.map((need) => running.get(need)));
    }
    await this.#slots.take();
    try {
      if (this.#group.isCanceled) this.#plan.children[index]?.leaveOut();
      else await this.#runChild(index);
    } finally {
      this.#slots.give();
    }
  }

  async #runChild(index: number): Promise<void> {
    const child = this.#plan.children[index];
    const outcome = await child?.run(this.#group, (other) => this.#outcomes[other]);
    if (outcome === undefined || this.#isCanceledHere(outcome)) return;
    this.#outcomes[index] = outcome;
    if (this.#decision !== 'open') return;
    const verdict = verdictOf(outcome);
    this.#tally[verdict] += 1;
    if (verdict === 'failure') this.#failures.push(outcome as FailureOutcome);
    this.#decision = this.#decide();
    if (this.#decision !== 'open') this.#group.cancel();
  }

  // Cancelled by the decision or from above; a child that somebody else cancelled is a failure.
  #isCanceledHere(outcome: TaskOutcome): boolean {
    return outcome.status === 'CANCELED' && this.#group.isCanceled;
  }

  #decide(): Decision {
    return this.#plan.aggregator.decide({ total: this.#plan.children.length, ...this.#tally });
  }

  #endedVersion(index: number): number | undefined {
    return this.#plan.children[index]?.endedVersion;
  }
}

