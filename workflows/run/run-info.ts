import type { Plan, RunInfo } from '@octavo/orchestrators';
import type { RunFacts, RunKey } from '@octavo/state';
import { workflowInfo } from '@temporalio/workflow';

/** What expressions see as `run`. Continue-as-new does not change it. */
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

/** Names the run in the store. */
export function runKey(): RunKey {
  const { workflowId, firstExecutionRunId } = workflowInfo();
  return { workflowId, firstRunId: firstExecutionRunId };
}

/** What the store keeps of the run beside its states. */
export function factsOf({ id, version, title }: Plan, { startedAt }: RunInfo): RunFacts {
  return { definition: id, version, startedAt, ...(title === undefined ? {} : { title }) };
}
