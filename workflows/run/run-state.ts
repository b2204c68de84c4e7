import type { Json, Plan, RunInfo, TaskError, TaskState, TaskStatus } from '@octavo/orchestrators';

export interface RunChange {
  readonly status: TaskStatus;
  readonly version: number;
  readonly output?: Json;
  readonly error?: TaskError | null;
}

/** The record of the run itself: the state with the path ''. Given an output, it has ended. */
export function runState({ startedAt }: RunInfo, { id }: Plan, change: RunChange): TaskState {
  const { status, version, output = null, error = null } = change;
  const endedAt = change.output === undefined ? null : new Date().toISOString();
  return {
    path: '',
    id,
    type: 'run',
    status,
    version,
    visit: 1,
    attempt: 1,
    output,
    error,
    handled: false,
    startedAt,
    endedAt,
  };
}
