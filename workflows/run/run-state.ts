import type { Json, Plan, RunInfo, TaskError, TaskStatus } from '@octavo/orchestrators';
import { withEpoch } from '../outbox/epoch';
import type { StateOfEpoch } from '../outbox/projected-state';

export interface RunChange {
  readonly status: TaskStatus;
  readonly version: number;
  readonly output?: Json;
  readonly error?: TaskError | null;
}

/** Of a run that has not ended. */
export const OPEN: RunChange = { status: 'RUNNING', version: 1 };

/** The record of the run itself: the state with the path ''. Given an output, it has ended. */
export function runState({ startedAt }: RunInfo, { id }: Plan, change: RunChange): StateOfEpoch {
  const { status, version, output = null, error = null } = change;
  const endedAt = change.output === undefined ? null : new Date().toISOString();
  return withEpoch({
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
  });
}
