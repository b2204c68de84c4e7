import { definitionAttribute } from '@octavo/orchestrators/model';
import type { TaskStatus } from '@octavo/orchestrators';
import type { Client, WorkflowExecutionInfo } from '@temporalio/client';
import { attributeMissing, isUnknownAttribute } from './attributes-of-server';
import { describedExecution, executionOf, statusesOfTemporal } from './execution';
import { refineStatus, type RunStatus, statusOfInfo } from './run-reader';
import type { StoredRun, StoredRunReader } from './stored-run-reader';

export interface ListOptions {
  /** Id of a definition. */
  readonly definition?: string;
  /** Only open runs, or only ended ones. */
  readonly open?: boolean;
  readonly status?: TaskStatus;
  /** Code of the error that a run ended with, if the store has it. */
  readonly error?: string;
  /** Only runs that started at this time or later. */
  readonly since?: Date;
  /** Only runs that started at this time or before. */
  readonly until?: Date;
  /** Default 100. */
  readonly limit?: number;
}

/** The number of runs that are looked up in the store at the same time. */
const BATCH = 100;
/** The largest page of the server. */
const PAGE = 1_000;

/**
 * Lists runs from Temporal's visibility, which is about a second behind, the latest start first. Data that visibility does
 * not have comes from the store: definitions that the start did not name, and error codes.
 *
 * @throws OctavoError REQUEST_REFUSED if neither the server nor a store has the definitions of runs
 */
export async function listRuns(
  client: Client,
  stored: StoredRunReader,
  options: ListOptions,
): Promise<readonly RunStatus[]> {
  const conditions = conditionsOf(options);
  const { definition } = options;
  if (definition === undefined) return await listWhere(conditions, { client, stored, options });
  try {
    const condition = conditionOfDefinition(definition, stored.isThere);
    return await listWhere([...conditions, condition], { client, stored, options });
  } catch (error) {
    if (!isUnknownAttribute(error)) throw error;
    // Without the search attribute, only the store has definitions.
    if (!stored.isThere) throw attributeMissing(client, error);
    return await listWhere(conditions, { client, stored, options });
  }
}

interface Listing {
  readonly client: Client;
  readonly stored: StoredRunReader;
  readonly options: ListOptions;
}

async function listWhere(
  conditions: readonly string[],
  { client, stored, options }: Listing,
): Promise<readonly RunStatus[]> {
  const { limit = 100 } = options;
  const runs: RunStatus[] = [];
  const query = conditions.join(' AND ');
  // If runs are filtered here, more than `limit` runs must be read.
  const wanted = isFilteredHere(options, stored) ? PAGE : limit;
  const listed = client.workflow.list({ query, pageSize: Math.min(wanted, PAGE) });
  for await (const batch of inBatches(listed, Math.min(wanted, BATCH))) {
    const complete = await Promise.all(batch.map((info) => completeRun(client, stored, info)));
    runs.push(...complete.filter((run) => matches(run, options)));
    if (runs.length >= limit) break;
  }
  return runs.slice(0, limit);
}

/** Whether the server may return runs that do not match, so that the store decides. */
function isFilteredHere({ definition, status, error }: ListOptions, { isThere: hasStore }: StoredRunReader): boolean {
  return error !== undefined || status === 'FAILED' || status === 'TIMED_OUT' || (definition !== undefined && hasStore);
}

function conditionsOf({ open, status, error, since, until }: ListOptions): readonly string[] {
  const statuses = (status === undefined ? [] : statusesOfTemporal(status)).map((name) => JSON.stringify(name));
  return [
    'WorkflowType = "octavoRun"',
    ...(open === undefined ? [] : [`ExecutionStatus ${open ? '=' : '!='} "Running"`]),
    ...(statuses.length === 0 ? [] : [`ExecutionStatus IN (${statuses.join(', ')})`]),
    ...(error === undefined ? [] : ['ExecutionStatus != "Running" AND ExecutionStatus != "Completed"']),
    ...(since === undefined ? [] : [`StartTime >= "${since.toISOString()}"`]),
    ...(until === undefined ? [] : [`StartTime <= "${until.toISOString()}"`]),
  ];
}

/** The store has the definition of a run whose start did not name one. */
function conditionOfDefinition(definition: string, hasStore: boolean): string {
  // Visibility on SQLite fails on quotes and backslashes; ids of definitions do not contain them.
  const { name } = definitionAttribute;
  const condition = `${name} = "${definition.replace(/["'\\]/g, '?')}"`;
  return hasStore ? `(${condition} OR ${name} IS NULL)` : condition;
}

async function completeRun(client: Client, stored: StoredRunReader, info: WorkflowExecutionInfo): Promise<RunStatus> {
  const run = statusOfInfo(info);
  const mayHaveError = run.status !== 'RUNNING' && run.status !== 'SUCCESS';
  if (run.definition !== undefined && !mayHaveError) return run;
  const storedRun = await readStored(client, stored, info);
  if (storedRun === undefined) return run;
  return { ...storedRun, ...run, status: refineStatus(run.status, storedRun.status) };
}

/** Visibility does not return the first execution; a second query finds it for a reset run. */
async function readStored(
  client: Client,
  stored: StoredRunReader,
  info: WorkflowExecutionInfo,
): Promise<StoredRun | undefined> {
  const storedRun = await stored.run(executionOf(info));
  if (storedRun !== undefined || !stored.isThere) return storedRun;
  const { workflowId, runId } = info;
  const described = await client.workflow
    .getHandle(workflowId, runId)
    .describe()
    .catch(() => undefined);
  const execution = described === undefined ? undefined : describedExecution(described);
  return execution === undefined || execution.firstRunId === runId ? undefined : await stored.run(execution);
}

/** Visibility on SQLite does not distinguish upper and lower case. */
function matches(run: RunStatus, { definition, status, error }: ListOptions): boolean {
  if (definition !== undefined && run.definition !== definition) return false;
  if (status !== undefined && run.status !== status) return false;
  return error === undefined || run.error === error;
}

async function* inBatches<Item>(items: AsyncIterable<Item>, size: number): AsyncGenerator<readonly Item[]> {
  let batch: Item[] = [];
  for await (const item of items) {
    batch.push(item);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}
