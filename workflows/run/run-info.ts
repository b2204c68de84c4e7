import type { Json, Plan, RunInfo, TaskError, TaskStatus } from '@octavo/orchestrators';
import type { RunFacts, RunKey } from '@octavo/state';
import { workflowInfo } from '@temporalio/workflow';
import { type StateOfEpoch, withEpoch } from '../outbox/projected-state';

/** The value of `run` in expressions. Continue-as-new does not change it. */
export function runInfoOf({ id, version }: Plan): RunInfo {
  const { workflowId, firstExecutionRunId, startTime, parent } = workflowInfo();
  return {
    id: firstExecutionRunId,
    workflowId,
    definition: id,
    version,
    startedAt: new Date(startTime).toISOString(),
    parent: parent === undefined ? null : { workflowId: parent.workflowId, runId: parent.runId },
  };
}

/** The key of the run in the store. */
export function runKey(): RunKey {
  const { workflowId, firstExecutionRunId } = workflowInfo();
  return { workflowId, firstRunId: firstExecutionRunId };
}

/** What the store has of the run in addition to its states. */
export function factsOf({ id, version, title }: Plan, { startedAt }: RunInfo): RunFacts {
  return { definition: id, version, startedAt, ...(title === undefined ? {} : { title }) };
}

export interface RunChange {
  readonly status: TaskStatus;
  readonly version: number;
  readonly output?: Json;
  readonly error?: TaskError | null;
}

/** The change for a run that has not ended. */
export const OPEN: RunChange = { status: 'RUNNING', version: 1 };

/** The state of the run itself, with the path ''. With an output in `change`, the run has ended. */
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
