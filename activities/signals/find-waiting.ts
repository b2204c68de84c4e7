import type { WaitingRun } from '@octavo/orchestrators';
import type { Client, WorkflowExecutionInfo } from '@temporalio/client';
import { heartbeat } from '@temporalio/activity';
import { definitionAttribute, versionAttribute, waitingForAttribute } from './search-attributes';

export interface FindWaitingRequest {
  readonly signal: string;
}

/** Every open run of the namespace that waits for the signal now, as Temporal's visibility knows it. */
export async function findWaiting(
  client: Pick<Client, 'workflow'>,
  { signal }: FindWaitingRequest,
): Promise<readonly WaitingRun[]> {
  const query = `${conditionFor(signal)} AND ExecutionStatus = "Running"`;
  const found: WaitingRun[] = [];
  for await (const info of client.workflow.list({ query })) {
    // Visibility on SQLite does not tell capitals from small letters.
    if (info.typedSearchAttributes.get(waitingForAttribute)?.includes(signal)) found.push(toWaitingRun(info));
    heartbeat(found.length);
  }
  return found;
}

/** Visibility on SQLite chokes on quotes and backslashes however they are written; such names are looked for here. */
function conditionFor(signal: string): string {
  return /^[\w .:/-]+$/.test(signal) ? `OctavoWaitingFor = "${signal}"` : 'OctavoWaitingFor IS NOT NULL';
}

function toWaitingRun({ workflowId, runId, startTime, typedSearchAttributes }: WorkflowExecutionInfo): WaitingRun {
  return {
    workflowId,
    runId,
    definition: typedSearchAttributes.get(definitionAttribute) ?? '',
    version: typedSearchAttributes.get(versionAttribute) ?? '',
    startedAt: startTime.toISOString(),
  };
}
