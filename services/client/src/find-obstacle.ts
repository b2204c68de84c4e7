import type { Client, WorkflowExecutionDescription } from '@temporalio/client';

/**
 * Why an open run does not move although a worker polls: its workflow task fails again and again, because the worker does
 * not know the workflow type, or is too old for the run. Undefined if none has failed. One call, if one has.
 */
export async function findObstacle(
  client: Client,
  description: WorkflowExecutionDescription,
): Promise<string | undefined> {
  const failures = (description.raw.pendingWorkflowTask?.attempt ?? 1) - 1;
  if (failures < 1) return undefined;
  const message = (await readLastFailure(client, description)) ?? 'a worker took it and did not answer in time';
  return `its workflow task (type ${description.type}) has failed ${failures === 1 ? 'once' : `${failures} times`}: ${message}`;
}

/** The server writes only the first of these failures to the history. */
const LAST_EVENTS = 20;

async function readLastFailure(
  client: Client,
  { workflowId, runId }: Pick<WorkflowExecutionDescription, 'workflowId' | 'runId'>,
): Promise<string | undefined> {
  const { history } = await client.workflowService.getWorkflowExecutionHistoryReverse({
    namespace: client.options.namespace,
    execution: { workflowId, runId },
    maximumPageSize: LAST_EVENTS,
  });
  const failed = history?.events?.find((event) => event.workflowTaskFailedEventAttributes);
  return failed?.workflowTaskFailedEventAttributes?.failure?.message ?? undefined;
}
