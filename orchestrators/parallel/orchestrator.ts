import type { ChildTask } from '../contracts/child-task-manager';
import type { OrchestratorContext } from '../contracts/orchestrator-context';
import type { TaskOrchestrator, WorkResult } from '../contracts/task-orchestrator';
import type { Json } from '../model/json';
import { outputOf, type TaskOutcome, verdictOf } from '../model/outcome';
import { canceledOutcome } from '../shared/failures';
import { type FanOutChild, type FanOutResult, fanOut } from '../shared/fan-out';
import { fanOutFailure } from '../shared/fan-out-error';
import { recordedEnd } from '../shared/recorded-end';
import { aggregatorOf } from '../shared/strategy-aggregator';
import { evaluateStrategy } from '../shared/strategy-fields';
import { ChildPreparer, neededPlaces } from './child-preparer';
import type { ParallelTask } from './definition';

/** Runs its tasks at the same time, in the order that their needs allow, until its strategy has decided. */
export class ParallelOrchestrator implements TaskOrchestrator<ParallelTask> {
  readonly type = 'parallel';
  readonly #preparer = new ChildPreparer();

  async execute(task: ParallelTask, context: OrchestratorContext): Promise<WorkResult> {
    const { evaluator, scope, path, cancellation } = context;
    const rule = evaluateStrategy(task, scope, evaluator);
    const concurrency = evaluator.wholeNumber(task.concurrency, scope, 1);
    const prepared = this.#preparer.prepareChildren(task, { path, scope: scope.openList() });
    const children = prepared.map((child, place) => fanOutChild(task, child, place, context));
    const result = await fanOut({ children, concurrency, aggregator: aggregatorOf(rule), cancellation });
    if (result.decision === 'failure') return { outcome: fanOutFailure(result, rule, path) };
    return { outcome: { status: 'SUCCESS', output: outputsById(task, result) } };
  }
}

function fanOutChild(task: ParallelTask, child: ChildTask, place: number, context: OrchestratorContext): FanOutChild {
  const needs = neededPlaces(task, task.tasks[place] ?? child.task);
  const { records, tasks, priority } = context;
  const isNew = records.stateOf(child.path) === undefined;
  return {
    endedVersion: recordedEnd(records, child),
    needs,
    run: async (cancellation, ended) => {
      if (isNew && needs.some((need) => isMissing(ended(need)))) records.close(child, { status: 'SKIPPED' });
      return tasks.run(child, { cancellation, priority });
    },
    leaveOut: () => records.close(child, canceledOutcome(child.path)),
  };
}

// A need that failed unhandled or was cancelled; one that was skipped or handled does not stop who needs it.
function isMissing(outcome: TaskOutcome | undefined): boolean {
  return outcome === undefined || verdictOf(outcome) === 'failure';
}

function outputsById(task: ParallelTask, { outcomes }: FanOutResult): Json {
  return Object.fromEntries(
    task.tasks.map(({ id }, place) => {
      const outcome = outcomes[place];
      return [id, outcome === undefined ? null : outputOf(outcome)];
    }),
  );
}
