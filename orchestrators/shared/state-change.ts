import type { FailureOutcome, SuccessOutcome, TaskOutcome } from '../model/outcome';
import { isTerminal } from '../model/status';
import type { TaskState } from '../model/task-state';

/** What a transition may change. */
export type StateChange = Partial<Omit<TaskState, 'path' | 'id' | 'type' | 'version' | 'visit'>>;

/** The change that ends a state with `outcome`. */
export function changeOf(outcome: TaskOutcome): StateChange {
  if (outcome.status === 'SKIPPED') return { status: 'SKIPPED' };
  const { status, output, next } = outcome;
  const failed = outcome.status === 'SUCCESS' ? {} : { error: outcome.error, handled: outcome.handled };
  return { status, output, ...failed, ...(next === undefined ? {} : { next }) };
}

/** The outcome that a terminal state stands for; undefined for a state that has not ended. */
export function outcomeOf(state: TaskState | undefined): TaskOutcome | undefined {
  if (state === undefined || !isTerminal(state.status)) return undefined;
  const { status, output, error, handled } = state;
  const next = state.next === undefined ? {} : { next: state.next };
  if (status === 'SKIPPED') return { status };
  if (status === 'SUCCESS') return { status, output, ...next } satisfies SuccessOutcome;
  if (error === null) return undefined;
  return { status, error, handled, output, ...next } satisfies FailureOutcome;
}
