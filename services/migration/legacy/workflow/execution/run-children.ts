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

/** A child of a parent with parallel children. */
export interface ParallelChild {
  /** Positions of the children that have to end first. */
  readonly needs: readonly number[];
  run(ended: (index: number) => TaskOutcome | null): Promise<TaskOutcome>;
  /** Called if the parent ended before the child started. */
  cancelUnstarted(): Promise<void>;
}

export interface Parent {
  readonly run: LegacyRunContext;
  readonly state: TaskState;
  readonly prepared: PreparedChildren;
  readonly children: readonly ParallelChild[];
}

/**
 * Runs children with limited concurrency. After the end of each child, the parent's status is updated, one child at a time.
 * When an update ends the parent, the other children are cancelled.
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
      for (const index of this.#outcomes.keys()) running.push(this.#runInTurn(index, running));
      await Promise.all(running);
    });
  }

  async #runInTurn(index: number, running: readonly Promise<void>[]): Promise<void> {
    const child = this.#parent.children[index];
    if (child === undefined) return;
    await Promise.resolve(); // the needed children may come later in the list
    await Promise.all(child.needs.map((need) => running[need] ?? Promise.resolve()));
    await this.#slots.take();
    try {
      if (isCanceled()) await child.cancelUnstarted();
      else await this.#settle(index, await child.run((other) => this.#outcomes[other] ?? null));
    } finally {
      this.#slots.give();
    }
  }

  async #settle(index: number, outcome: TaskOutcome): Promise<void> {
    // Cancelled by the decision or by the parent; a child that was cancelled otherwise is a failure.
    if (outcome.status === 'CANCELED' && isCanceled()) return;
    await this.#updates.run(() => this.#updateParent(index, outcome));
  }

  async #updateParent(index: number, outcome: TaskOutcome): Promise<void> {
    this.#outcomes[index] = outcome;
    if (this.#decision !== 'open') return;
    const { run, state, prepared } = this.#parent;
    const { workflowId, id: firstRunId } = run.parts.info;
    const parent = { ...state, version: run.states.nextVersion() };
    const update = {
      parent,
      workflowId,
      firstRunId,
      rule: prepared.rule,
      tally: this.#tally,
      verdict: verdictOf(outcome),
    };
    if (isFailure(outcome)) this.#failures.push(index);
    const { tally, decision } = await keepBooks((engine) => engine.updateParentStatus(update));
    this.#tally = tally;
    this.#decision = decision;
    if (decision !== 'open') this.#group.cancel();
  }
}
