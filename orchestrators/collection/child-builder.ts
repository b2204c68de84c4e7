import type { ChildGroup, ChildTask, ChildTaskManager, PreparedChild } from '../contracts/child-task-manager';
import type { OrchestratorContext } from '../contracts/orchestrator-context';
import { indicesInTurn } from '../engine/child-turns';
import { failureFromThrown } from '../engine/failures';
import { type Flow, runFlow, settled } from '../engine/flow';
import type { TaskOutcome } from '../model/outcome';
import type { ItemFilter } from './item-filter';
import type { Items } from './items';

type ItemContext = Pick<OrchestratorContext, 'records' | 'tasks' | 'priority' | 'pace'>;

/** Creates the task of an item when a slot is free, so that only running items have one. */
export class ChildBuilder implements ChildTaskManager {
  readonly hasNeeds = false;
  readonly total: number;
  readonly #items: Items;
  readonly #filter: ItemFilter;
  readonly #context: ItemContext;
  readonly #children: readonly Pick<PreparedChild, 'recorded'>[];
  readonly #turns: Iterator<number>;

  /** `filter` has already decided the items that can be decided before the first one runs. */
  constructor(items: Items, filter: ItemFilter, context: ItemContext) {
    this.total = items.count;
    this.#items = items;
    this.#filter = filter;
    this.#context = context;
    this.#children = Array.from({ length: items.count }, (_, index) => ({ recorded: filter.recorded(index) }));
    this.#turns = indicesInTurn(this.#children).values();
  }

  next(): PreparedChild | undefined {
    const turn = this.#turns.next();
    return turn.done === true ? undefined : this.#prepare(turn.value);
  }

  #prepare(index: number): PreparedChild {
    const child = this.#items.childAt(index);
    return {
      index,
      recorded: this.#children[index]?.recorded ?? { kind: 'new' },
      run: (group) => runFlow(this.#runItem(child, index, group)),
      // Items that did not start have no state.
      cancelUnstarted: () => {},
    };
  }

  *#runItem(child: ChildTask, index: number, { cancellation, end }: ChildGroup): Flow<TaskOutcome> {
    const { pace, records, tasks, priority } = this.#context;
    yield* settled(pace.step());
    try {
      if (!this.#filter.accepts(child, index)) return { status: 'SKIPPED' };
    } catch (thrown) {
      const failure = failureFromThrown(thrown, child.path);
      records.close(child, failure);
      return failure;
    }
    return yield* settled(tasks.run({ ...child, onEnd: end }, { cancellation, priority }));
  }
}
