import type { Eventually } from '../contracts/eventually';
import type { OrchestratorContext } from '../contracts/orchestrator-context';
import type { TaskOrchestrator, WorkResult } from '../contracts/task-orchestrator';
import { fanOut } from '../engine/fan-out';
import { fanOutFailure } from '../engine/fan-out-error';
import { type Flow, runFlow } from '../engine/flow';
import { aggregatorOf } from '../engine/strategy-aggregator';
import { ChildBuilder } from './child-builder';
import { CollectionOutput } from './collection-output';
import { collectionStart, itemScope } from './collection-start';
import type { CollectionTask } from './definition';
import { ItemFilter } from './item-filter';
import { Items } from './items';

/** Runs one task for every item, concurrently or in sequence, until its strategy has decided. */
export class CollectionOrchestrator implements TaskOrchestrator<CollectionTask> {
  readonly type = 'collection';

  execute(task: CollectionTask, context: OrchestratorContext): Eventually<WorkResult> {
    return runFlow(runCollection(task, context));
  }
}

function* runCollection(task: CollectionTask, context: OrchestratorContext): Flow<WorkResult> {
  const { path, cancellation } = context;
  const start = collectionStart(task, context);
  const { concurrency, ...rule } = start.rule;
  const items = new Items(task, start.items, { path, scope: itemScope(start, context) });
  const filter = new ItemFilter(task, items, context);
  yield* filter.decideEarly();
  const output = new CollectionOutput(task, items.count);
  const result = yield* fanOut({
    ...{ children: new ChildBuilder(items, filter, context), concurrency },
    ...{ aggregator: aggregatorOf(rule), cancellation },
    keep: (index, outcome) => output.add(index, outcome),
  });
  if (result.decision === 'failure') return { outcome: fanOutFailure(result, rule, path) };
  return { outcome: { status: 'SUCCESS', output: output.value } };
}
