import type { WaitingRun } from '@octavo/orchestrators';
import type { Client, WorkflowExecutionInfo } from '@temporalio/client';
import { heartbeat } from '@temporalio/activity';
import { defineSearchAttributeKey, SearchAttributeType } from '@temporalio/common';

export interface FindWaitingRequest {
  readonly signal: string;
}

/** Every open run of the namespace that waits for the signal now, as Temporal's visibility knows it. */
export async function findWaiting(client: Client, { signal }: FindWaitingRequest): Promise<readonly WaitingRun[]> {
  const query = `OctavoWaitingFor = "${escapeText(signal)}" AND ExecutionStatus = "Running"`;
  const found: WaitingRun[] = [];
  for await (const info of client.workflow.list({ query })) {
    found.push(toWaitingRun(info));
    if (found.length % 1_000 === 0) heartbeat(found.length);
  }
  return found;
}

/** Visibility queries take backslashes and quotes behind a backslash. */
function escapeText(text: string): string {
  return text.replace(/["\\]/g, (character) => `\\${character}`);
}

const definitionAttribute = defineSearchAttributeKey('OctavoDefinition', SearchAttributeType.KEYWORD);
const versionAttribute = defineSearchAttributeKey('OctavoVersion', SearchAttributeType.KEYWORD);

function toWaitingRun({ workflowId, runId, startTime, typedSearchAttributes }: WorkflowExecutionInfo): WaitingRun {
  return {
    workflowId,
    runId,
    definition: typedSearchAttributes.get(definitionAttribute) ?? '',
    version: typedSearchAttributes.get(versionAttribute) ?? '',
    startedAt: startTime.toISOString(),
  };
}
