import type { RunParent } from '../contracts/child-task-manager';
import type { Eventually } from '../contracts/eventually';
import type { ListScope } from '../contracts/scope';
import type { WorkResult } from '../contracts/task-orchestrator';
import type { FailureOutcome, TaskOutcome } from '../model/outcome';
import { handleError } from './error-handling';
import { inheritedPriority } from './priority';
import type { Engine } from './run-services';
import { mayBeHandled, type Visit } from './visit';

/** Gives the failure of a visit's work to the task's handlers; any other outcome is given back. */
export function handleVisit(visit: Visit, work: WorkResult, engine: Engine): Eventually<TaskOutcome> {
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

// A failure that its own type has dealt with, or that nobody may handle, is not raised.
function isRaised(outcome: TaskOutcome): outcome is FailureOutcome {
  return (outcome.status === 'FAILED' || outcome.status === 'TIMED_OUT') && !outcome.handled;
}

/** Handlers see `error` and the task as it failed. */
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

// What failed may be the expression of the priority itself.
function insideOf({ task, scope, parent }: Visit, { evaluator }: Engine): RunParent {
  try {
    return { ...parent, priority: inheritedPriority(task, scope, evaluator, parent.priority) };
  } catch {
    return parent;
  }
}
