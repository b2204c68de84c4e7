import type { ChildTask, RunParent, TaskRunner } from '../contracts/child-task-manager';
import type { EngineSelector } from '../contracts/engine-selector';
import type { Eventually } from '../contracts/eventually';
import type { ListScope } from '../contracts/scope';
import type { WorkResult } from '../contracts/task-orchestrator';
import { throwIfCanceled } from './cancellation-node';
import { handleError } from './error-handling';
import { canceledOutcome, failureFromThrown, workFromThrown } from './failures';
import { type Flow, runFlow, settled } from './flow';
import { inheritedPriority } from './priority';
import { outcomeOf } from './run-records';
import type { Engine, RunServices } from './run-ports';
import { shownFields } from './shown-fields';
import { TaskRecord, type Visit } from './task-record';
import { workInTime } from './timeout';
import { type FailureOutcome, type TaskOutcome, verdictOf } from '../model/outcome';
import type { TaskNode } from '../model/plan';
import { withDefaults } from '../model/plan-defaults';
import { checkedSize } from '../model/size';
import { TaskFailure } from '../model/task-error';

/** A larger output counts as work: the run may pause after it. */
const largeBytes = 16 * 1024;

/**
 * The lifecycle of every task, whatever its type. A visit of a task is a state machine whose state is its record, so
 * another execution resumes from the record. Source: definition-language, "Every task".
 *
 * | recorded          | event                              | next                | recorded with it                 |
 * | ----------------- | ---------------------------------- | ------------------- | -------------------------------- |
 * | nothing           | cancelled                          | nothing             |                                  |
 * | nothing           | `if` is false                      | SKIPPED             |                                  |
 * | nothing           | `delay` begins                     | PENDING             | when the delay ends              |
 * | nothing, PENDING  | the task starts                    | RUNNING             | start, deadline, title, labels   |
 * | RUNNING, WAITING  | the orchestrator records progress  | RUNNING, WAITING    | the progress                     |
 * | RUNNING, WAITING  | the work succeeds                  | SUCCESS             | the output, after `outputs`      |
 * | any of these      | it fails, or its timeout passes    | FAILED, TIMED_OUT   | error, attempt                   |
 * | any of these      | the same, and a handler matches    | RUNNING, `handling` | error, attempt, handler's index  |
 * | RUNNING, handling | the handler succeeds               | FAILED, TIMED_OUT   | `handled`, the handler's output  |
 * | RUNNING, handling | the handler fails                  | FAILED              | its error; the first is its cause |
 * | any of these      | cancelled                          | CANCELED            |                                  |
 * | ended             | called again                       | the same            |                                  |
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

  // A cancellation before the end takes precedence over the outcome.
  #end(visit: Visit, outcome: TaskOutcome, work: WorkResult): void {
    if (isLeftOut(visit)) return;
    const { record, parent, path, scope } = visit;
    const end = parent.cancellation.isCanceled ? canceledOutcome(path) : outcome;
    scope.finish(record.end(end, this.#now(), work));
    visit.onEnd?.(end);
  }

  /** Runs `if`, `delay`, the work and `outputs`; anything that is thrown is a failure of the task. */
  *#workOrFail(visit: Visit): Flow<WorkResult> {
    try {
      const hasStarted = visit.record.state?.startedAt != null;
      if (!hasStarted && !(yield* this.#start(visit))) return { outcome: { status: 'SKIPPED' } };
      return this.#withinSize(this.#reshape(visit, yield* workInTime(visit, this.#engine)));
    } catch (thrown) {
      return workFromThrown(thrown, visit.path);
    }
  }

  /** False if the task is skipped. A recorded delay is continued, not started again. */
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

  /** Evaluates `outputs` with the raw output; if that fails, the task fails without a retry. */
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

  // A large output counts as work, because it has to be written and sent.
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

/** The outcome of an ended visit. Adds its state to the scope of its list. */
function endOf({ state }: TaskRecord, { scope }: ChildTask): TaskOutcome | undefined {
  const outcome = outcomeOf(state);
  if (state !== undefined && outcome !== undefined) scope.finish(state);
  return outcome;
}

/** A visit that is cancelled before it begins gets no record; a visit that has begun is recorded as CANCELED. */
function isLeftOut({ record, parent }: Visit): boolean {
  return parent.cancellation.isCanceled && record.state === undefined;
}

/** Passes the failure of a visit's work to the task's handlers; returns any other outcome. */
function handleVisit(visit: Visit, work: WorkResult, engine: Engine): Eventually<TaskOutcome> {
  const { outcome } = work;
  const { task, path, record } = visit;
  if (!isRaised(outcome) || task.onError === undefined || !mayBeHandled(visit)) return outcome;
  const attempt = work.attempt ?? record.state?.attempt ?? 1;
  const failedAt = record.handler?.failedAt ?? new Date(engine.timers.now()).toISOString();
  const raised = {
    failure: outcome,
    handlers: task.onError,
    path,
    scope: handlerScope(visit, outcome, { attempt, endedAt: failedAt }),
    begun: record.handler?.place,
    begin: (place: number) => record.handling(outcome, { place, failedAt }, attempt),
  };
  return handleError(raised, {
    evaluator: engine.evaluator,
    tasks: engine.tasks,
    parent: insideOf(visit, engine),
  });
}

// A failure that the type itself has handled, and a cancellation, reach no handler.
function isRaised(outcome: TaskOutcome): outcome is FailureOutcome {
  return (outcome.status === 'FAILED' || outcome.status === 'TIMED_OUT') && !outcome.handled;
}

/** Handlers can read `error` and the state of the failed task. */
function handlerScope(
  { task, path, visit, scope, record }: Visit,
  failure: FailureOutcome,
  end: { readonly attempt: number; readonly endedAt: string },
): ListScope {
  const inner = scope.bind({ error: { ...failure.error } }).openList();
  const owner = record.state ?? { path, id: task.id, type: task.type, version: 0, visit, startedAt: null };
  inner.finish({ ...owner, ...failure, ...end });
  return inner;
}

// The expression of the priority may be the cause of the failure; then the priority of the container applies.
function insideOf({ task, scope, parent }: Visit, { evaluator }: Engine): RunParent {
  try {
    return { ...parent, priority: inheritedPriority(task, scope, evaluator, parent.priority) };
  } catch {
    return parent;
  }
}

/** Throws MAX_VISITS_EXCEEDED for a visit beyond `maxVisits`, counted within one round of the task's list. */
function checkVisits({ task, path, visitOfRound = 1 }: Visit): void {
  if (visitOfRound <= maxVisitsOf(task)) return;
  throw new TaskFailure(
    'MAX_VISITS_EXCEEDED',
    `${path} may be visited ${maxVisitsOf(task)} times in one round of its list`,
  );
}

/** False beyond the maximum number of visits, because handlers could otherwise loop for ever. */
function mayBeHandled({ task, visitOfRound = 1 }: Visit): boolean {
  return visitOfRound <= maxVisitsOf(task) + 1;
}

// Every plan has `maxVisits` in its defaults.
function maxVisitsOf({ maxVisits = Number.POSITIVE_INFINITY }: TaskNode): number {
  return maxVisits;
}
