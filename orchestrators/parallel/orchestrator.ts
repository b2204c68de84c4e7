import type { Eventually } from '../contracts/eventually';
import type { OrchestratorContext } from '../contracts/orchestrator-context';
import type { TaskOrchestrator, WorkResult } from '../contracts/task-orchestrator';
import { fanOut } from '../engine/fan-out';
import { fanOutFailure } from '../engine/fan-out-error';
import { type Flow, runFlow } from '../engine/flow';
import { Progress } from '../engine/progress';
import { aggregatorOf, evaluateFanOut, type FanOutRule } from '../engine/strategy-aggregator';
import type { Json } from '../model/json';
import { outputOf } from '../model/outcome';
import { ChildPreparer } from './child-preparer';
import type { ParallelTask } from './definition';

const progress = new Progress<FanOutRule>();

/** Runs its tasks at the same time, ordered by their needs, until its strategy has decided. */
export class ParallelOrchestrator implements TaskOrchestrator<ParallelTask> {
  readonly type = 'parallel';

  execute(task: ParallelTask, context: OrchestratorContext): Eventually<WorkResult> {
    return runFlow(runParallel(task, context));
  }
}

function* runParallel(task: ParallelTask, context: OrchestratorContext): Flow<WorkResult> {
  const { scope, path, cancellation } = context;
  const { concurrency, ...rule } = ruleOf(task, context);
  const children = new ChildPreparer(task.tasks, { ...context, scope: scope.openList() });
  const result = yield* fanOut({
    ...{ children, concurrency, aggregator: aggregatorOf(rule), cancellation },
    keep: (index, outcome) => void (children.outcomes[index] = outcome),
  });
  if (result.decision === 'failure') return { outcome: fanOutFailure(result, rule, path) };
  return { outcome: { status: 'SUCCESS', output: outputsById(task, children) } };
}

// The settings are those of the start: in a resumed execution their expressions could give other values.
function ruleOf(task: ParallelTask, { evaluator, scope, state }: OrchestratorContext): FanOutRule {
  return progress.decided(state, () => evaluateFanOut(task, scope, evaluator));
}

function outputsById({ tasks }: ParallelTask, { outcomes }: ChildPreparer): Json {
  return Object.fromEntries(tasks.map(({ id }, index) => [id, outputOf(outcomes[index])]));
}
