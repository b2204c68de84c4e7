import type { ChildTask, RecordedChild } from '../contracts/child-task-manager';
import type { OrchestratorContext } from '../contracts/orchestrator-context';
import { recordedChild } from '../engine/child-turns';
import { type Flow, settled } from '../engine/flow';
import type { CollectionTask } from './definition';
import type { Items } from './items';

type FilterContext = Pick<OrchestratorContext, 'evaluator' | 'records' | 'pace'>;

/**
 * Decides which items run. Items that run at the same time see everything as it was at the start, so they are all
 * decided there; a loop decides when it comes to an item, and passes by what an execution before had passed by.
 */
export class ItemFilter {
  readonly #task: CollectionTask;
  readonly #items: Items;
  readonly #context: FilterContext;
  readonly #leftOut = new Set<number>();

  constructor(task: CollectionTask, items: Items, context: FilterContext) {
    this.#task = task;
    this.#items = items;
    this.#context = context;
  }

  /** Decides what can be decided before the first item runs. */
  *decideEarly(): Flow<void> {
    if (this.#task.mode === 'sequential') this.#leaveOutPassedBy();
    else if (this.#task.filter !== undefined) yield* this.#leaveOutFiltered();
  }

  /** What is known of an item before it has its turn. */
  recorded(index: number): RecordedChild {
    if (this.#leftOut.has(index)) return { kind: 'ended', version: 0 };
    return recordedChild(this.#context.records, { path: this.#items.pathAt(index) });
  }

  /** Asked when an item has its turn. Throws `TaskFailure` where the filter fails: the item's failure. */
  accepts(child: ChildTask, index: number): boolean {
    if (this.#hasBegun(index)) return true;
    return !this.#leftOut.has(index) && this.#passes(child);
  }

  // One without a state before the last that has one was filtered out.
  #leaveOutPassedBy(): void {
    let last = this.#items.count - 1;
    while (last >= 0 && !this.#hasBegun(last)) last -= 1;
    for (let index = 0; index < last; index += 1) {
      if (!this.#hasBegun(index)) this.#leftOut.add(index);
    }
  }

  *#leaveOutFiltered(): Flow<void> {
    for (let index = 0; index < this.#items.count; index += 1) {
      yield* settled(this.#context.pace.step());
      if (!this.#hasBegun(index) && this.#fails(index)) this.#leftOut.add(index);
    }
  }

  // A filter that cannot be evaluated is told when the item has its turn.
  #fails(index: number): boolean {
    try {
      return !this.#passes(this.#items.childAt(index));
    } catch {
      return false;
    }
  }

  #passes({ scope }: ChildTask): boolean {
    const { filter } = this.#task;
    return filter === undefined || this.#context.evaluator.condition(filter, scope);
  }

  #hasBegun(index: number): boolean {
    return this.#context.records.stateOf(this.#items.pathAt(index)) !== undefined;
  }
}
