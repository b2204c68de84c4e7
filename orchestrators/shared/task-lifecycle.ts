import type { EngineSelector } from '../contracts/engine-selector';
import type { ChildTask, RunParent, TaskRunner } from '../contracts/child-task-manager';
import type { Eventually } from '../contracts/eventually';
import type { WorkResult } from '../contracts/task-orchestrator';
import { type TaskOutcome, verdictOf } from '../model/outcome';
import type { TaskNode } from '../model/plan';
import { withDefaults } from '../model/plan-defaults';
import { checkedSize } from '../model/size';
import { throwIfCanceled } from './cancellation-node';
import { canceledOutcome, failureFromThrown, workFromThrown } from './failures';
import { type Flow, runFlow, settled } from './flow';
import type { Engine, RunServices } from './run-services';
import { shownFields } from './shown-fields';
import { outcomeOf } from './state-change';
import { handleVisit } from './task-handling';
import { TaskRecord } from './task-record';
import { checkVisits, type Visit } from './visit';
import { workInTime } from './timed-work';

/** From this size on, an output counts as work. */
const largeBytes = 16 * 1024;

/**
 * What every task goes through, whatever its type: `if`, `delay`, start, work under `timeout`, `outputs`, `onError`,
 * end. A visit that has ended is answered from its record; one that was under way goes on from it; one that is
 * cancelled before it begins leaves no record. Source: definition-language, "Every task".
 */
export class TaskLifecycle implements TaskRunner {
  readonly #engine: Engine;
  readonly #completed = new Map<TaskNode, TaskNode>();
  readonly #engines: EngineSelector | undefined;

  constructor(services: RunServices) {
    this.#engine = { ...services, tasks: this };
    this.#engines = services.selectEngine?.(this.#engine);
  }

  run(child: ChildTask, parent: RunParent): Eventually<TaskOutcome> {
    const record = new TaskRecord(this.#engine.records, child);
    const known = endOf(record, child);
    if (known !== undefined) return known;
    const visit = { ...child, task: this.#withDefaults(child.task), record, parent };
    return runFlow(this.#engines === undefined ? this.#visit(visit) : this.#visitByChoice(child, visit, this.#engines));
  }

  *#visitByChoice(child: ChildTask, visit: Visit, engines: EngineSelector): Flow<TaskOutcome> {
    const other = yield* settled(engines.select(child));
    return other === undefined ? yield* this.#visit(visit) : yield* settled(other.run(child, visit.parent));
  }

  *#visit(visit: Visit): Flow<TaskOutcome> {
    yield* settled(this.#engine.pace.step());
    if (!isLeftOut(visit)) yield* this.#runVisit(visit);
    return outcomeOf(visit.record.state) ?? canceledOutcome(visit.path);
  }

  *#runVisit(visit: Visit): Flow<void> {
    const { handledFailure } = visit.record;
    const work = handledFailure === undefined ? yield* this.#workOrFail(visit) : { outcome: handledFailure };
    const isHandled = handledFailure !== undefined || !visit.parent.cancellation.isCanceled;
    this.#end(visit, isHandled ? yield* settled(handleVisit(visit, work, this.#engine)) : work.outcome, work);
  }

  // Whatever came of it: a cancellation that came first counts.
  #end(visit: Visit, outcome: TaskOutcome, work: WorkResult): void {
    if (isLeftOut(visit)) return;
    const { record, parent, path, scope } = visit;
    const end = parent.cancellation.isCanceled ? canceledOutcome(path) : outcome;
    scope.finish(record.end(end, this.#now(), work));
    visit.onEnd?.(end);
  }

  /** `if`, `delay`, work and `outputs`; whatever is thrown on the way is a failure of the task. */
  *#workOrFail(visit: Visit): Flow<WorkResult> {
    try {
      const hasStarted = visit.record.state?.startedAt != null;
      if (!hasStarted && !(yield* this.#start(visit))) return { outcome: { status: 'SKIPPED' } };
      return this.#withinSize(this.#reshape(visit, yield* workInTime(visit, this.#engine)));
    } catch (thrown) {
      return workFromThrown(thrown, visit.path);
    }
  }

  /** False where the task is skipped. A delay that was begun before is waited out, not begun again. */
  *#start(visit: Visit): Flow<boolean> {
    const { task, scope, record, parent } = visit;
    const { evaluator, timers } = this.#engine;
    if (record.state === undefined) {
      checkVisits(visit);
      if (task.if !== undefined && !evaluator.condition(task.if, scope)) return false;
      if (task.delay !== undefined) record.pending(timers.now() + evaluator.durationMs(task.delay, scope));
    }
    const { startsAtMs } = record;
    if (startsAtMs !== undefined) {
      yield* settled(timers.sleep(Math.max(0, startsAtMs - timers.now()), parent.cancellation));
    }
    throwIfCanceled(parent.cancellation);
    const timeoutMs = task.timeout === undefined ? undefined : evaluator.durationMs(task.timeout, scope);
    const shown = shownFields(task, scope, evaluator);
    record.start(this.#now(), timeoutMs === undefined ? undefined : timers.now() + timeoutMs, shown);
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

  // Writing and sending an output is work as well.
  #withinSize(work: WorkResult): WorkResult {
    if (work.outcome.status === 'SKIPPED') return work;
    const sizeBytes = checkedSize('the output', work.outcome.output);
    if (sizeBytes > largeBytes) void this.#engine.pace.step(sizeBytes);
    return work;
  }

  #withDefaults(task: TaskNode): TaskNode {
    const known = this.#completed.get(task);
    if (known !== undefined) return known;
    const completed = withDefaults(task, this.#engine.plan);
    this.#completed.set(task, completed);
    return completed;
  }

  #now(): string {
    return new Date(this.#engine.timers.now()).toISOString();
  }
}

/** The outcome of a visit that has ended, which its list is told. */
function endOf({ state }: TaskRecord, { scope }: ChildTask): TaskOutcome | undefined {
  const outcome = outcomeOf(state);
  if (state !== undefined && outcome !== undefined) scope.finish(state);
  return outcome;
}

/** What is cancelled before it begins leaves no record; what had begun is led to its end. */
function isLeftOut({ record, parent }: Visit): boolean {
  return parent.cancellation.isCanceled && record.state === undefined;
}
