import type { ChildTask } from '../contracts/child-task-manager';
import type { Eventually } from '../contracts/eventually';
import type { OrchestratorContext } from '../contracts/orchestrator-context';
import type { TaskOrchestrator, WorkResult } from '../contracts/task-orchestrator';
import type { TaskOutcome } from '../model/outcome';
import { failureFromThrown } from '../engine/failures';
import { fanOut } from '../engine/fan-out';
import type { FanOutChild, FanOutGroup } from '../engine/fan-out-child';
import { fanOutFailure } from '../engine/fan-out-error';
import { type Flow, runFlow, settled } from '../engine/flow';
import { aggregatorOf } from '../engine/strategy-aggregator';
import { ChildBuilder } from './child-builder';
import { collectionOutput } from './collection-output';
import { collectionStart, itemScope } from './collection-start';
import type { CollectionTask } from './definition';
import { ItemFilter } from './item-filter';

/** Runs one task for every item, some at the same time or one after the other, until its strategy has decided. */
export class CollectionOrchestrator implements TaskOrchestrator<CollectionTask> {
  readonly type = 'collection';
  readonly #builder = new ChildBuilder();

  execute(task: CollectionTask, context: OrchestratorContext): Eventually<WorkResult> {
    return runFlow(this.#run(task, context));
  }

  *#run(task: CollectionTask, context: OrchestratorContext): Flow<WorkResult> {
    const { path, cancellation } = context;
    const start = collectionStart(task, context);
    const { rule, items } = start;
    const prepared = this.#builder.prepareChildren(task, { path, scope: itemScope(start, context), items });
    const filter = new ItemFilter(task, prepared, context);
    yield* filter.decideEarly();
    const children = prepared.map((child, index) => fanOutChild(child, index, filter, context));
    const { concurrency } = rule;
    const result = yield* fanOut({ children, concurrency, aggregator: aggregatorOf(rule), cancellation });
    if (result.decision === 'failure') return { outcome: fanOutFailure(result, rule, path) };
    return { outcome: { status: 'SUCCESS', output: collectionOutput(task, result) } };
  }
}

function fanOutChild(child: ChildTask, index: number, filter: ItemFilter, context: OrchestratorContext): FanOutChild {
  const { records, tasks, priority, pace } = context;
  // Items that did not start have no state.
  return { recorded: filter.recorded(index), needs: [], run: (group) => runFlow(runItem(group)), leaveOut: () => {} };

  function* runItem({ cancellation, end }: FanOutGroup): Flow<TaskOutcome> {
    yield* settled(pace.step());
    try {
      if (!filter.accepts(child, index)) return { status: 'SKIPPED' };
    } catch (thrown) {
      const failure = failureFromThrown(thrown, child.path);
      records.close(child, failure);
      return failure;
    }
    return yield* settled(tasks.run({ ...child, onEnd: end }, { cancellation, priority }));
  }
}
