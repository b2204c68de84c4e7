import type { Cancellation } from '../contracts/cancellation';
import type { Eventually } from '../contracts/eventually';
import type { OrchestratorContext } from '../contracts/orchestrator-context';
import type { WorkResult } from '../contracts/task-orchestrator';
import type { Timers } from '../contracts/timers';
import { timedOutOutcome, workFromThrown } from './failures';
import { type Flow, runFlow, settled } from './flow';
import { inheritedPriority } from './priority';
import type { Engine } from './run-ports';
import type { Visit } from './task-record';
import { formatDuration } from '../model/duration';

/** Runs the work with the orchestrator of the task's type, within the task's `timeout`. */
export function* workInTime(visit: Visit, engine: Engine): Flow<WorkResult> {
  const { record, parent } = visit;
  const { deadlineMs } = record;
  if (deadlineMs === undefined) return yield* settled(work(visit, parent.cancellation, engine));
  const timedWork = (token: Cancellation): Eventually<WorkResult> => runFlow(workOrFail(visit, token, engine));
  const timed = yield* withTimeout(deadlineMs - engine.timers.now(), engine.timers, parent.cancellation, timedWork);
  return timed.isTimedOut ? timedOut(visit, deadlineMs, engine) : timed.value;
}

function* workOrFail(visit: Visit, cancellation: Cancellation, engine: Engine): Flow<WorkResult> {
  try {
    return yield* settled(work(visit, cancellation, engine));
  } catch (thrown) {
    return workFromThrown(thrown, visit.path);
  }
}

function work(visit: Visit, cancellation: Cancellation, engine: Engine): Eventually<WorkResult> {
  return engine.orchestratorFor(visit.task).execute(visit.task, contextOf(visit, cancellation, engine));
}

function timedOut({ task, path, record }: Visit, deadlineMs: number, engine: Engine): WorkResult {
  const startedAtMs = Date.parse(record.state?.startedAt ?? '');
  const outcome = timedOutOutcome(path, formatDuration(deadlineMs - startedAtMs));
  const partial = engine.orchestratorFor(task).outputAtTimeout?.(task, record);
  return { outcome: partial === undefined ? outcome : { ...outcome, handled: true, output: partial } };
}

function contextOf(visit: Visit, cancellation: Cancellation, engine: Engine): OrchestratorContext {
  const { task, path, scope, record, parent } = visit;
  const { evaluator, tasks, timers, actions, signals, sender, vars, log, pace, run, records, keyPrefix } = engine;
  return {
    path,
    visit: visit.visit,
    idempotencyKey: `${keyPrefix}/${path}`,
    scope,
    cancellation,
    priority: inheritedPriority(task, scope, evaluator, parent.priority),
    state: record,
    records,
    evaluator,
    tasks,
    timers,
    actions,
    signals,
    sender,
    vars,
    log,
    pace,
    run,
  };
}

/** The result of work with a time limit. */
export type Timed<T> = { readonly isTimedOut: false; readonly value: T } | { readonly isTimedOut: true };

/**
 * Runs `work` with its own token, which is cancelled after `remainingMs`. `isTimedOut` is set before the token is
 * cancelled, so that a timeout and a cancellation from outside are never confused. Without remaining time, the work
 * starts nothing and ends at once. `work` must not reject.
 */
export function* withTimeout<T>(
  remainingMs: number,
  timers: Timers,
  parent: Cancellation,
  work: (cancellation: Cancellation) => Eventually<T>,
): Flow<Timed<T>> {
  const token = parent.fork();
  const alarm = parent.fork();
  let isTimedOut = false;
  const ring = (): void => {
    isTimedOut = true;
    token.cancel();
  };
  if (remainingMs > 0) timers.sleep(remainingMs, alarm).then(ring, () => {});
  else ring();
  const value = yield* settled(work(token));
  alarm.cancel();
  alarm.release();
  token.release();
  return isTimedOut ? { isTimedOut } : { isTimedOut: false, value };
}
