import type { ChildTask } from '../contracts/child-task-manager';
import type { OrchestratorContext } from '../contracts/orchestrator-context';
import type { TaskOrchestrator, WorkResult } from '../contracts/task-orchestrator';
import type { TaskOutcome } from '../model/outcome';
import { failureFromThrown } from '../shared/failures';
import { type FanOutChild, type FanOutGroup, fanOut } from '../shared/fan-out';
import { fanOutFailure } from '../shared/fan-out-error';
import { aggregatorOf } from '../shared/strategy-aggregator';
import { ChildBuilder } from './child-builder';
import { collectionOutput } from './collection-output';
import { collectionStart, itemScope } from './collection-start';
import type { CollectionTask } from './definition';
import { ItemFilter } from './item-filter';

/** Runs one task for every item, some at the same time or one after the other, until its strategy has decided. */
export class CollectionOrchestrator implements TaskOrchestrator<CollectionTask> {
  readonly type = 'collection';
  readonly #builder = new ChildBuilder();

  async execute(task: CollectionTask, context: OrchestratorContext): Promise<WorkResult> {
    const { path, cancellation } = context;
    const start = collectionStart(task, context);
    const { rule, items } = start;
    const prepared = this.#builder.prepareChildren(task, { path, scope: itemScope(start, context), items });
    const filter = new ItemFilter(task, prepared, context);
    await filter.decideEarly();
    const children = prepared.map((child, index) => fanOutChild(child, index, filter, context));
    const { concurrency } = rule;
    const result = await fanOut({ children, concurrency, aggregator: aggregatorOf(rule), cancellation });
    if (result.decision === 'failure') return { outcome: fanOutFailure(result, rule, path) };
    return { outcome: { status: 'SUCCESS', output: collectionOutput(task, result) } };
  }
}

function fanOutChild(child: ChildTask, index: number, filter: ItemFilter, context: OrchestratorContext): FanOutChild {
  const { records, tasks, priority, pace } = context;
  const run = async ({ cancellation, end }: FanOutGroup): Promise<TaskOutcome> => {
    await pace.step();
    try {
      if (!filter.accepts(child, index)) return { status: 'SKIPPED' };
    } catch (thrown) {
      const failure = failureFromThrown(thrown, child.path);
      records.close(child, failure);
      return failure;
    }
    return await tasks.run({ ...child, onEnd: end }, { cancellation, priority });
  };
  // Items that did not start have no state.
  return { recorded: filter.recorded(index), needs: [], run, leaveOut: () => {} };
}
