import type { TaskOutcome, TaskState } from '@octavo/orchestrators';
import { newState } from '../services/new-state';
import { keepBooks } from './engine-activities';
import type { LegacyRunContext } from './legacy-run-context';
import type { LegacyChild } from './task-visit';

/** Writes the end of a child that does not run. */
export async function closeChild(
  run: LegacyRunContext,
  child: LegacyChild,
  outcome: TaskOutcome,
): Promise<TaskOutcome> {
  const { task, path, visit, visitOfRound } = child;
  const place = { path, visit, visitOfRound, version: run.states.nextVersion() };
  const ended = { ...newState(task, place), status: outcome.status, endedAt: new Date().toISOString() };
  const state: TaskState =
    outcome.status === 'SUCCESS' || outcome.status === 'SKIPPED' ? ended : { ...ended, error: outcome.error };
  await keepBooks((engine) => engine.closeChild({ run: run.parts.info, state }));
  run.states.record(state);
  child.scope.finish(state);
  return outcome;
}
