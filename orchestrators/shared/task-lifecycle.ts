import type { ChildTask, RunParent, TaskRunner } from '../contracts/child-task-manager';
import type { WorkResult } from '../contracts/task-orchestrator';
import { type TaskOutcome, verdictOf } from '../model/outcome';
import type { TaskNode } from '../model/plan';
import { TaskFailure } from '../model/task-error';
import { canceledOutcome, failureFromThrown } from './failures';
import type { Engine, RunServices } from './run-services';
import { outcomeOf } from './state-change';
import { handleVisit } from './task-handling';
import { TaskRecord } from './task-record';
import { checkVisits, type Visit } from './visit';
import { workInTime } from './timed-work';

/**
 * What every task goes through, whatever its type: `if`, `delay`, start, work under `timeout`, `outputs`, `onError`,
 * end. A visit that has ended is answered from its record; one that was under way goes on from it; one that is
 * cancelled before it begins leaves no record. Source: definition-language, "Every task".
 */
export class TaskLifecycle implements TaskRunner {
  readonly #engine: Engine;
  readonly #completed = new Map<TaskNode, TaskNode>();

  constructor(services: RunServices) {
    this.#engine = { ...services, tasks: this };
  }

  async run(child: ChildTask, parent: RunParent): Promise<TaskOutcome> {
    const record = new TaskRecord(this.#engine.records, child);
    const hasEnded = outcomeOf(record.state) !== undefined;
    if (!hasEnded) await this.#runVisit({ ...child, task: this.#withDefaults(child.task), record, parent });
    const { state } = record;
    const outcome = outcomeOf(state);
    if (state === undefined || outcome === undefined) return canceledOutcome(child.path);
    child.scope.finish(state);
    return outcome;
  }

  async #runVisit(visit: Visit): Promise<void> {
    const { record, parent, path } = visit;
    await this.#engine.pace.step();
    if (parent.cancellation.isCanceled) return this.#leave(visit);
    const { handledFailure } = record;
    const work = handledFailure === undefined ? await this.#workOrFail(visit) : { outcome: handledFailure };
    const outcome = parent.cancellation.isCanceled ? work.outcome : await handleVisit(visit, work, this.#engine);
    record.end(parent.cancellation.isCanceled ? canceledOutcome(path) : outcome, this.#now(), work);
  }

  /** Closes what an execution that was cut off had begun, and that is cancelled now. */
  #leave({ record, path }: Visit): void {
    if (record.state === undefined) return;
    this.#engine.records.closeInside(path);
    record.end(canceledOutcome(path), this.#now());
  }

  /** `if`, `delay`, work and `outputs`; whatever is thrown on the way is a failure of the task. */
  async #workOrFail(visit: Visit): Promise<WorkResult> {
    try {
      const hasStarted = visit.record.state?.startedAt != null;
      if (!hasStarted && !(await this.#start(visit))) return { outcome: { status: 'SKIPPED' } };
      return this.#reshape(visit, await workInTime(visit, this.#engine));
    } catch (thrown) {
      const attempt = thrown instanceof TaskFailure ? { attempt: thrown.attempt } : {};
      return { outcome: failureFromThrown(thrown, visit.path), ...attempt };
    }
  }

  /** False where the task is skipped. A delay that was begun before is waited out, not begun again. */
  async #start(visit: Visit): Promise<boolean> {
    const { task, scope, record, parent } = visit;
    const { evaluator, timers } = this.#engine;
    if (record.state === undefined) {
      checkVisits(visit);
      if (task.if !== undefined && !evaluator.condition(task.if, scope)) return false;
      if (task.delay !== undefined) record.pending(timers.now() + evaluator.durationMs(task.delay, scope));
    }
    const { startsAtMs } = record;
    if (startsAtMs !== undefined) await timers.sleep(Math.max(0, startsAtMs - timers.now()), parent.cancellation);
    const timeoutMs = task.timeout === undefined ? undefined : evaluator.durationMs(task.timeout, scope);
    record.start(this.#now(), timeoutMs === undefined ? undefined : timers.now() + timeoutMs);
    return true;
  }

  /** `outputs` over the raw output; failing, it fails the task without a retry. */
  #reshape({ task, scope, path }: Visit, work: WorkResult): WorkResult {
    const { outcome, outputScope = scope } = work;
    if (task.outputs === undefined || outcome.status === 'SKIPPED' || verdictOf(outcome) === 'failure') return work;
    try {
      const output = this.#engine.evaluator.value(task.outputs, outputScope.bind({ result: outcome.output }));
      return { ...work, outcome: { ...outcome, output } };
    } catch (thrown) {
      return { ...work, outcome: failureFromThrown(thrown, path) };
    }
  }

  #withDefaults(task: TaskNode): TaskNode {
    const known = this.#completed.get(task);
    if (known !== undefined) return known;
    const { defaults } = this.#engine.plan;
    const completed = { ...defaults['task'], ...defaults[task.type], ...task };
    this.#completed.set(task, completed);
    return completed;
  }

  #now(): string {
    return new Date(this.#engine.timers.now()).toISOString();
  }
}
