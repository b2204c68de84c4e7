import type { ChildTask } from '../contracts/child-task-manager';
import type { OrchestratorContext } from '../contracts/orchestrator-context';
import type { CollectionTask } from './definition';

/** Decides which items run. An item that began, or that a loop had passed by, is not asked again. */
export class ItemFilter {
  readonly #filter: CollectionTask['filter'];
  readonly #context: Pick<OrchestratorContext, 'evaluator' | 'records'>;
  readonly #passedBy: number;

  constructor(task: CollectionTask, children: readonly ChildTask[], context: Pick<OrchestratorContext, 'evaluator' | 'records'>) {
    this.#filter = task.filter;
    this.#context = context;
    this.#passedBy = task.mode === 'sequential' ? lastBegun(children, context.records) : -1;
  }

  /** Throws `TaskFailure` where the filter fails: the item's failure. */
  accepts(child: ChildTask, index: number): boolean {
    if (this.#context.records.stateOf(child.path) !== undefined) return true;
    if (index < this.#passedBy) return false;
    return this.#filter === undefined || this.#context.evaluator.condition(this.#filter, child.scope);
  }
}

function lastBegun(children: readonly ChildTask[], records: OrchestratorContext['records']): number {
  return children.findLastIndex(({ path }) => records.stateOf(path) !== undefined);
}
