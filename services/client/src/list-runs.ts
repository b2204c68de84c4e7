import type { Client } from '@temporalio/client';
import { type RunStatus, statusOfInfo } from './run-reader';

export interface ListOptions {
  /** Id of a definition. */
  readonly definition?: string;
  /** Only open runs, or only ended ones. */
  readonly open?: boolean;
  /** Default 100. */
  readonly limit?: number;
}

/** Runs as Temporal's visibility knows them, a second or so behind. */
export async function listRuns(
  client: Client,
  { definition, open, limit = 100 }: ListOptions,
): Promise<readonly RunStatus[]> {
  const conditions = [
    'WorkflowType = "octavoRun"',
    ...(definition === undefined ? [] : [`OctavoDefinition = ${JSON.stringify(definition)}`]),
    ...(open === undefined ? [] : [`ExecutionStatus ${open ? '=' : '!='} "Running"`]),
  ];
  const runs: RunStatus[] = [];
  for await (const info of client.workflow.list({
    query: conditions.join(' AND '),
    pageSize: Math.min(limit, 1_000),
  })) {
    if (runs.push(statusOfInfo(info)) >= limit) break;
  }
  return runs;
}
