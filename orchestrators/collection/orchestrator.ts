import type { Cancellation } from '../contracts/cancellation';
import type { ChildTask } from '../contracts/child-task-manager';
import type { OrchestratorContext } from '../contracts/orchestrator-context';
import type { TaskOrchestrator, WorkResult } from '../contracts/task-orchestrator';
import type { Json } from '../model/json';
import type { TaskOutcome } from '../model/outcome';
import { canceledOutcome, failureFromThrown } from '../shared/failures';
import { type FanOutChild, fanOut } from '../shared/fan-out';
import { fanOutFailure } from '../shared/fan-out-error';
import { recordedEnd } from '../shared/recorded-end';
import { aggregatorOf } from '../shared/strategy-aggregator';
import { evaluateStrategy } from '../shared/strategy-fields';
import { ChildBuilder } from './child-builder';
import { collectionOutput } from './collection-output';
import type { CollectionTask } from './definition';
import { expandItems } from './item-expander';
import { ItemFilter } from './item-filter';

/** Runs one task for every item, some at the same time or one after the other, until its strategy has decided. */
export class CollectionOrchestrator implements TaskOrchestrator<CollectionTask> {
  readonly type = 'collection';
  readonly #builder = new ChildBuilder();

  async execute(task: CollectionTask, context: OrchestratorContext): Promise<WorkResult> {
    const { evaluator, scope, path, cancellation } = context;
    const rule = evaluateStrategy(task, scope, evaluator);
    const concurrency = task.mode === 'sequential' ? 1 : evaluator.wholeNumber(task.concurrency, scope, 1);
    const items = itemsOf(task, context);
    const prepared = this.#builder.prepareChildren(task, { path, scope, items });
    const filter = new ItemFilter(task, prepared, context);
    const children = prepared.map((child, index) => fanOutChild(child, index, filter, context));
    const result = await fanOut({ children, concurrency, aggregator: aggregatorOf(rule), cancellation });
    if (result.decision === 'failure') return { outcome: fanOutFailure(result, rule, path) };
    return { outcome: { status: 'SUCCESS', output: collectionOutput(task, result) } };
  }
}

// The items are those of the start: what they were made from may have changed when another execution goes on.
function itemsOf(task: CollectionTask, { evaluator, scope, state }: OrchestratorContext): readonly Json[] {
  const recorded = state.state?.progress;
  if (Array.isArray(recorded)) return recorded;
  const items = expandItems(evaluator.value(task.items, scope));
  state.running(items);
  return items;
}

function fanOutChild(child: ChildTask, index: number, filter: ItemFilter, context: OrchestratorContext): FanOutChild {
  const { records, tasks, priority, pace } = context;
  const run = async (cancellation: Cancellation): Promise<TaskOutcome> => {
    await pace.step();
    try {
      if (!filter.accepts(child, index)) return { status: 'SKIPPED' };
    } catch (thrown) {
      records.close(child, failureFromThrown(thrown, child.path));
    }
    return tasks.run(child, { cancellation, priority });
  };
  const leaveOut = (): void => {
    if (records.stateOf(child.path) !== undefined) records.close(child, canceledOutcome(child.path));
  };
  return { endedVersion: recordedEnd(records, child), needs: [], run, leaveOut };
}
