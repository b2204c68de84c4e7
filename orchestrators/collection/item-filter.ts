import type { ChildTask, RecordedChild } from '../contracts/child-task-manager';
import type { OrchestratorContext } from '../contracts/orchestrator-context';
import { recordedChild } from '../engine/child-turns';
import { type Flow, settled } from '../engine/flow';
import type { CollectionTask } from './definition';
import type { Items } from './items';

type FilterContext = Pick<OrchestratorContext, 'evaluator' | 'records' | 'pace'>;

/**
 * Decides which items run. Items of a parallel collection see everything as it was at the start, so all are decided
 * there. A sequential collection decides each item when its turn comes, and skips the items that an earlier execution
 * skipped.
 */
export class ItemFilter {
  readonly #task: CollectionTask;
  readonly #items: Items;
  readonly #context: FilterContext;
  readonly #skipped = new Set<number>();

  constructor(task: CollectionTask, items: Items, context: FilterContext) {
    this.#task = task;
    this.#items = items;
    this.#context = context;
  }

  /** Decides what can be decided before the first item runs. */
  *decideEarly(): Flow<void> {
    if (this.#task.mode === 'sequential') this.#skipPassed();
    else if (this.#task.filter !== undefined) yield* this.#skipFiltered();
  }

  /** The decision about an item before its turn, if it is known. */
  recorded(index: number): RecordedChild {
    if (this.#skipped.has(index)) return { kind: 'ended', version: 0 };
    return recordedChild(this.#context.records, { path: this.#items.pathAt(index) });
  }

  /** Called when an item has its turn. Throws `TaskFailure` if the filter fails, which fails the item. */
  accepts(child: ChildTask, index: number): boolean {
    if (this.#hasBegun(index)) return true;
    return !this.#skipped.has(index) && this.#passes(child);
  }

  // An item without a state, before the last item with one, was filtered out.
  #skipPassed(): void {
    let last = this.#items.count - 1;
    while (last >= 0 && !this.#hasBegun(last)) last -= 1;
    for (let index = 0; index < last; index += 1) {
      if (!this.#hasBegun(index)) this.#skipped.add(index);
    }
  }

  *#skipFiltered(): Flow<void> {
    for (let index = 0; index < this.#items.count; index += 1) {
      yield* settled(this.#context.pace.step());
      if (!this.#hasBegun(index) && this.#fails(index)) this.#skipped.add(index);
    }
  }

  // A filter that fails is reported when the item has its turn.
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
