import type { TaskOutcome, TaskState } from '@octavo/orchestrators';
import { isFailure, verdictOf } from '@octavo/orchestrators/language';
import { CancellationScope } from '@temporalio/workflow';
import type { ChildrenEnd, ChildTally, Decision } from '../../contracts/children';
import type { PreparedChildren } from '../../contracts/create-state';
import { isCanceled, throwIfCanceled } from '../cancellation';
import { keepBooks } from '../engine-activities';
import { Lane } from '../lane';
import type { LegacyRunContext } from '../legacy-run-context';
import { Slots } from '../slots';

/** A child of a parent whose children run at the same time. */
export interface ParallelChild {
  /** Places of the children that have to end first. */
  readonly needs: readonly number[];
  run(ended: (place: number) => TaskOutcome | null): Promise<TaskOutcome>;
  /** Told when the parent ended before it started. */
  leaveOut(): Promise<void>;
}

export interface Parent {
  readonly run: LegacyRunContext;
  readonly state: TaskState;
  readonly prepared: PreparedChildren;
  readonly children: readonly ParallelChild[];
}

/**
 * Runs children with a bound on how many at once. Whenever one has ended, the parent's status is updated, one child at
 * a time, until the update says that the parent has ended, too; then the rest is cancelled.
 */
export async function runChildren(parent: Parent): Promise<ChildrenEnd> {
  const round = new ChildrenRound(parent);
  await round.run();
  throwIfCanceled();
  return round.end;
}

class ChildrenRound {
  readonly #parent: Parent;
  readonly #group = new CancellationScope({ cancellable: true });
  readonly #updates = new Lane();
  readonly #slots: Slots;
  readonly #outcomes: (TaskOutcome | null)[];
  readonly #failures: number[] = [];
  #tally: ChildTally;
  #decision: Decision;

  constructor(parent: Parent) {
    const { concurrency, tally, decision } = parent.prepared;
    this.#parent = parent;
    this.#slots = new Slots(concurrency);
    this.#outcomes = parent.children.map(() => null);
    this.#tally = tally;
    this.#decision = decision;
  }

  get end(): ChildrenEnd {
    const { rule } = this.#parent.prepared;
    return { rule, decision: this.#decision, outcomes: this.#outcomes, failures: this.#failures };
  }

  async run(): Promise<void> {
    if (this.#decision !== 'open') this.#group.cancel();
    const running: Promise<void>[] = [];
    await this.#group.run(async () => {
      for (const place of this.#outcomes.keys()) running.push(this.#runInTurn(place, running));
      await Promise.all(running);
    });
  }

  async #runInTurn(place: number, running: readonly Promise<void>[]): Promise<void> {
    const child = this.#parent.children[place];
    if (child === undefined) return;
    await Promise.resolve(); // those it needs may come later in the list
    await Promise.all(child.needs.map((need) => running[need] ?? Promise.resolve()));
    await this.#slots.take();
    try {
      if (isCanceled()) await child.leaveOut();
      else await this.#settle(place, await child.run((other) => this.#outcomes[other] ?? null));
    } finally {
      this.#slots.give();
    }
  }

  async #settle(place: number, outcome: TaskOutcome): Promise<void> {
    // Cancelled by the decision or from above; a child that somebody else cancelled is a failure.
    if (outcome.status === 'CANCELED' && isCanceled()) return;
    await this.#updates.run(() => this.#updateParent(place, outcome));
  }

  async #updateParent(place: number, outcome: TaskOutcome): Promise<void> {
    this.#outcomes[place] = outcome;
    if (this.#decision !== 'open') return;
    const { run, state, prepared } = this.#parent;
    const { workflowId, id: firstRunId } = run.parts.info;
    const parent = { ...state, version: run.states.nextVersion() };
    const told = {
      parent,
      workflowId,
      firstRunId,
      rule: prepared.rule,
      tally: this.#tally,
      verdict: verdictOf(outcome),
    };
    if (isFailure(outcome)) this.#failures.push(place);
    const { tally, decision } = await keepBooks((engine) => engine.updateParentStatus(told));
    this.#tally = tally;
    this.#decision = decision;
    if (decision !== 'open') this.#group.cancel();
  }
}
