import type { ChildTask } from '../contracts/child-task-manager';
import type { Eventually } from '../contracts/eventually';
import type { OrchestratorContext } from '../contracts/orchestrator-context';
import type { TaskOrchestrator, WorkResult } from '../contracts/task-orchestrator';
import type { Json } from '../model/json';
import { isFailure, outputOf, type TaskOutcome } from '../model/outcome';
import { canceledOutcome } from '../engine/failures';
import { type FanOutResult, fanOut } from '../engine/fan-out';
import { type FanOutChild, type FanOutGroup, recordedChild } from '../engine/fan-out-child';
import { fanOutFailure } from '../engine/fan-out-error';
import { type Flow, runFlow, settled } from '../engine/flow';
import { aggregatorOf, evaluateFanOut, type FanOutRule } from '../engine/strategy-aggregator';
import { ChildPreparer, neededPlaces } from './child-preparer';
import type { ParallelTask } from './definition';

/** Runs its tasks at the same time, in the order that their needs allow, until its strategy has decided. */
export class ParallelOrchestrator implements TaskOrchestrator<ParallelTask> {
  readonly type = 'parallel';
  readonly #preparer = new ChildPreparer();

  execute(task: ParallelTask, context: OrchestratorContext): Eventually<WorkResult> {
    return runFlow(this.#run(task, context));
  }

  *#run(task: ParallelTask, context: OrchestratorContext): Flow<WorkResult> {
    const { scope, path, cancellation } = context;
    const rule = ruleOf(task, context);
    const prepared = this.#preparer.prepareChildren(task, { path, scope: scope.openList() });
    const needs = neededPlaces(task);
    const children = prepared.map((child, place) => fanOutChild(child, needs[place] ?? [], context));
    const { concurrency } = rule;
    const result = yield* fanOut({ children, concurrency, aggregator: aggregatorOf(rule), cancellation });
    if (result.decision === 'failure') return { outcome: fanOutFailure(result, rule, path) };
    return { outcome: { status: 'SUCCESS', output: outputsById(task, result) } };
  }
}

// The rule is that of the start: what it was made from may have changed when another execution goes on.
function ruleOf(task: ParallelTask, { evaluator, scope, state }: OrchestratorContext): FanOutRule {
  const recorded = state.progress as FanOutRule | undefined;
  const rule = recorded ?? evaluateFanOut(task, scope, evaluator);
  if (recorded === undefined) state.running(rule);
  return rule;
}

function fanOutChild(child: ChildTask, needs: readonly number[], context: OrchestratorContext): FanOutChild {
  const { records, tasks, priority } = context;
  const recorded = recordedChild(records, child);
  const leaveOut = (): void => records.close(child, canceledOutcome(child.path));
  return {
    recorded,
    needs,
    run: (group) => runFlow(runChild(group)),
    leaveOut,
  };

  function* runChild({ cancellation, outcomeOf, end }: FanOutGroup): Flow<TaskOutcome> {
    const isSkipped = recorded.kind === 'new' && needs.some((need) => isMissing(outcomeOf(need)));
    if (isSkipped) records.close(child, { status: 'SKIPPED' });
    if (isSkipped) return { status: 'SKIPPED' };
    const outcome = yield* settled(tasks.run({ ...child, onEnd: end }, { cancellation, priority }));
    if (records.stateOf(child.path) === undefined) leaveOut();
    return outcome;
  }
}

// A need that failed unhandled or was cancelled; one that was skipped or handled does not stop who needs it.
function isMissing(outcome: TaskOutcome | undefined): boolean {
  return outcome === undefined || isFailure(outcome);
}

function outputsById(task: ParallelTask, { outcomes }: FanOutResult): Json {
  return Object.fromEntries(task.tasks.map(({ id }, place) => [id, outputOf(outcomes[place])]));
}
