import type { Cancellation } from '../contracts/cancellation';
import type { Eventually } from '../contracts/eventually';
import type { OrchestratorContext } from '../contracts/orchestrator-context';
import type { WorkResult } from '../contracts/task-orchestrator';
import { formatDuration } from '../model/duration';
import { timedOutOutcome, workFromThrown } from './failures';
import { type Flow, runFlow, settled } from './flow';
import { inheritedPriority } from './priority';
import type { Engine } from './run-services';
import { withTimeout } from './timeout';
import type { Visit } from './visit';

/** Has the orchestrator of the task's type do the work, under the task's `timeout`. */
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
