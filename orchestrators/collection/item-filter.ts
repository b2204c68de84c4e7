import type { ChildTask } from '../contracts/child-task-manager';
import type { OrchestratorContext } from '../contracts/orchestrator-context';
import { type RecordedChild, recordedChild } from '../engine/fan-out-child';
import { type Flow, settled } from '../engine/flow';
import type { CollectionTask } from './definition';

type FilterContext = Pick<OrchestratorContext, 'evaluator' | 'records' | 'pace'>;

/**
 * Decides which items run. Items that run at the same time see everything as it was at the start, so they are all
 * decided there; a loop decides when it comes to an item, and passes by what an execution before had passed by.
 */
export class ItemFilter {
  readonly #task: CollectionTask;
  readonly #children: readonly ChildTask[];
  readonly #context: FilterContext;
  readonly #leftOut = new Set<number>();

  constructor(task: CollectionTask, children: readonly ChildTask[], context: FilterContext) {
    this.#task = task;
    this.#children = children;
    this.#context = context;
  }

  /** Decides what can be decided before the first item runs. */
  *decideEarly(): Flow<void> {
    if (this.#task.mode === 'sequential') this.#leaveOutPassedBy();
    else if (this.#task.filter !== undefined) yield* this.#leaveOutFiltered();
  }

  /** What is known of an item before it has its turn. */
  recorded(index: number): RecordedChild {
    const child = this.#children[index];
    if (child === undefined || this.#leftOut.has(index)) return { kind: 'ended', version: 0 };
    return recordedChild(this.#context.records, child);
  }

  /** Asked when an item has its turn. Throws `TaskFailure` where the filter fails: the item's failure. */
  accepts(child: ChildTask, index: number): boolean {
    if (this.#hasBegun(child)) return true;
    return !this.#leftOut.has(index) && this.#passes(child);
  }

  // One without a state before the last that has one was filtered out.
  #leaveOutPassedBy(): void {
    const last = this.#children.findLastIndex((child) => this.#hasBegun(child));
    for (const [index, child] of this.#children.entries()) {
      if (index < last && !this.#hasBegun(child)) this.#leftOut.add(index);
    }
  }

  *#leaveOutFiltered(): Flow<void> {
    for (const [index, child] of this.#children.entries()) {
      yield* settled(this.#context.pace.step());
      if (!this.#hasBegun(child) && this.#fails(child)) this.#leftOut.add(index);
    }
  }

  // A filter that cannot be evaluated is told when the item has its turn.
  #fails(child: ChildTask): boolean {
    try {
      return !this.#passes(child);
    } catch {
      return false;
    }
  }

  #passes({ scope }: ChildTask): boolean {
    const { filter } = this.#task;
    return filter === undefined || this.#context.evaluator.condition(filter, scope);
  }

  #hasBegun({ path }: ChildTask): boolean {
    return this.#context.records.stateOf(path) !== undefined;
  }
}
