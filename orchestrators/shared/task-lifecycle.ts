import type { Cancellation } from '../contracts/cancellation';
import type { ChildTask, RunParent, TaskRunner } from '../contracts/child-task-manager';
import type { OrchestratorContext } from '../contracts/orchestrator-context';
import type { WorkResult } from '../contracts/task-orchestrator';
import type { FailureOutcome, TaskOutcome } from '../model/outcome';
import type { TaskNode } from '../model/plan';
import { TaskFailure } from '../model/task-error';
import { findHandler, handlerFailure, type Raised, runHandler } from './error-handling';
import { canceledOutcome, failureFromThrown, timedOutOutcome } from './failures';
import { inheritedPriority } from './priority';
import type { RunServices } from './run-services';
import { outcomeOf } from './state-change';
import { TaskRecord } from './task-record';
import { withTimeout } from './timeout';

/** One visit under way. */
interface Visit extends ChildTask {
  readonly record: TaskRecord;
  readonly parent: RunParent;
}

/**
 * What every task goes through, whatever its type: `if`, `delay`, start, work under `timeout`, `outputs`, `onError`,
 * end. A visit that has ended is answered from its record; one that was under way goes on from it.
 */
export class TaskLifecycle implements TaskRunner {
  readonly #services: RunServices;

  constructor(services: RunServices) {
    this.#services = services;
  }

  async run(child: ChildTask, parent: RunParent): Promise<TaskOutcome> {
    const task = this.#withDefaults(child.task);
    const record = new TaskRecord(this.#services.records, child);
    const ended = outcomeOf(record.state);
    if (ended === undefined) await this.#runVisit({ ...child, task, record, parent });
    const { state } = record;
    const outcome = outcomeOf(state);
    if (state === undefined || outcome === undefined) throw new TaskFailure('INTERNAL', `${child.path} did not end`);
    child.scope.finish(state);
    return outcome;
  }

  async #runVisit(visit: Visit): Promise<void> {
    await this.#services.pace.step();
    const result = visit.record.handledFailure
      ? { outcome: visit.record.handledFailure }
      : await this.#workOrFail(visit);
    const outcome = await this.#handle(visit, result.outcome);
    visit.record.end(outcome, this.#now(), result);
  }

  /** `if`, `delay`, work and `outputs`; whatever is thrown on the way is a failure of the task. */
  async #workOrFail(visit: Visit): Promise<WorkResult> {
    try {
      if (visit.record.state?.startedAt == null) {
        const isSkipped = await this.#prepare(visit);
        if (isSkipped) return { outcome: { status: 'SKIPPED' } };
        visit.record.start(this.#now());
      }
      return this.#reshape(visit, await this.#workInTime(visit));
    } catch (thrown) {
      const isCanceled = visit.parent.cancellation.isCanceled;
      return {
        outcome: isCanceled ? canceledOutcome(visit.path) : failureFromThrown(thrown, visit.path),
        ...(thrown instanceof TaskFailure ? { attempt: thrown.attempt } : {}),
      };
    }
  }

  /** True where the task is to be skipped. Waits out the delay; one that was begun before is not begun again. */
  async #prepare({ task, scope, record, path, visitOfRound = 1, parent }: Visit): Promise<boolean> {
    const { evaluator, timers } = this.#services;
    if (visitOfRound > maxVisitsOf(task)) throw tooManyVisits(path, maxVisitsOf(task));
    if (record.state === undefined) {
      if (task.if !== undefined && !evaluator.condition(task.if, scope)) return true;
      if (task.delay !== undefined) record.pending(timers.now() + evaluator.durationMs(task.delay, scope));
    }
    const dueAtMs = record.state?.progress;
    if (typeof dueAtMs === 'number') await timers.sleep(Math.max(0, dueAtMs - timers.now()), parent.cancellation);
    return false;
  }

  async #workInTime(visit: Visit): Promise<WorkResult> {
    const { task, path, scope, parent, record } = visit;
    if (task.timeout === undefined) return this.#work(visit, parent.cancellation);
    const { evaluator, timers } = this.#services;
    const timeoutMs = evaluator.durationMs(task.timeout, scope);
    const elapsedMs = timers.now() - Date.parse(record.state?.startedAt ?? this.#now());
    const settled = (token: Cancellation): Promise<WorkResult> =>
      this.#work(visit, token).catch((thrown) => ({ outcome: failureFromThrown(thrown, path) }));
    const timed = await withTimeout(timeoutMs - elapsedMs, timers, parent.cancellation, settled);
    if (!timed.isTimedOut) return timed.value;
    return this.#afterTimeout(visit, task.timeout);
  }

  #afterTimeout({ task, path, record }: Visit, timeout: string): WorkResult {
    const partial = this.#services.orchestratorFor(task).outputAtTimeout?.(task, record);
    const outcome = timedOutOutcome(path, timeout);
    return { outcome: partial === undefined ? outcome : { ...outcome, handled: true, output: partial } };
  }

  async #work(visit: Visit, cancellation: Cancellation): Promise<WorkResult> {
    const context = this.#contextOf(visit, cancellation);
    const result = await this.#services.orchestratorFor(visit.task).execute(visit.task, context);
    return visit.parent.cancellation.isCanceled ? { outcome: canceledOutcome(visit.path) } : result;
  }

  #reshape({ task, scope }: Visit, result: WorkResult): WorkResult {
    const { outcome, outputScope = scope } = result;
    if (task.outputs === undefined || outcome.status !== 'SUCCESS') return result;
    const output = this.#services.evaluator.value(task.outputs, outputScope.bind({ result: outcome.output }));
    return { ...result, outcome: { ...outcome, output } };
  }

  async #handle(visit: Visit, outcome: TaskOutcome): Promise<TaskOutcome> {
    const { task, path, record, parent } = visit;
    if (!isRaised(outcome) || task.onError === undefined) return outcome;
    const raised = this.#raise(visit, outcome, task.onError);
    try {
      const handler = findHandler(raised, this.#services.evaluator);
      if (handler === undefined) return outcome;
      if (handler.do !== undefined && record.handledFailure === undefined) record.handling(outcome);
      const handled = await runHandler(raised, handler, this, parent);
      return parent.cancellation.isCanceled ? canceledOutcome(path) : handled;
    } catch (thrown) {
      return handlerFailure(outcome, thrown, path);
    }
  }

  #raise(visit: Visit, failure: FailureOutcome, handlers: Raised['handlers']): Raised {
    const { task, path, scope, record, visitOfRound = 1 } = visit;
    const inner = scope.bind({ error: { ...failure.error } }).openList();
    const owner = record.state ?? { path, id: task.id, type: task.type, version: 0, visit: visit.visit, attempt: 1, startedAt: null };
    inner.finish({ ...owner, ...failure, endedAt: this.#now() });
    return { failure, handlers, path, scope: inner, canJump: visitOfRound <= maxVisitsOf(task) + 1 };
  }

  #contextOf({ task, path, visit, scope, record, parent }: Visit, cancellation: Cancellation): OrchestratorContext {
    const { evaluator, timers, actions, signals, sender, vars, log, pace, run, records, keyPrefix } = this.#services;
    const priority = inheritedPriority(task, scope, evaluator, parent.priority);
    return {
      path, visit, scope, cancellation, priority, idempotencyKey: `${keyPrefix}/${path}`, state: record, records,
      evaluator, tasks: this, timers, actions, signals, sender, vars, log, pace, run,
    };
  }

  #withDefaults(task: TaskNode): TaskNode {
    const { defaults } = this.#services.plan;
    return { ...defaults['task'], ...defaults[task.type], ...task };
  }

  #now(): string {
    return new Date(this.#services.timers.now()).toISOString();
  }
}

// A failure that its own type has dealt with, or that nobody may handle, is not raised.
function isRaised(outcome: TaskOutcome): outcome is FailureOutcome {
  return (outcome.status === 'FAILED' || outcome.status === 'TIMED_OUT') && !outcome.handled;
}

function maxVisitsOf(task: TaskNode): number {
  return task.maxVisits ?? 1000;
}

function tooManyVisits(path: string, max: number): TaskFailure {
  return new TaskFailure('MAX_VISITS_EXCEEDED', `${path} may be visited ${max} times in one round of its list`);
}
