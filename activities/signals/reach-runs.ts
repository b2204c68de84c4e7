import type { Json, WaitingRun } from '@octavo/orchestrators';
import { heartbeat } from '@temporalio/activity';
import type { Client, WorkflowExecutionInfo } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { loadPlan, type LoadPlanParts } from '../plans/load-plan';
import { definitionAttribute, versionAttribute, waitingForAttribute } from '@octavo/orchestrators/model';
import { readTemporalError } from '../temporal-errors';

/**
 * Runs a call to the Temporal server in an activity.
 *
 * @throws ApplicationFailure with a code of `temporalErrorCatalogue` as type; retryable if the error is temporary
 */
export async function callingTemporal<T>({ workflow }: Pick<Client, 'workflow'>, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    const failure = readTemporalError(error, { namespace: workflow.options.namespace });
    if (failure === undefined) throw error;
    const { code, message, isTransient } = failure;
    throw ApplicationFailure.create({ type: code, message, nonRetryable: !isTransient });
  }
}

export interface FindWaitingRequest {
  readonly signal: string;
}

/** All open runs of the namespace that wait for the signal, according to Temporal's visibility. */
export async function findWaiting(
  client: Pick<Client, 'workflow'>,
  { signal }: FindWaitingRequest,
): Promise<readonly WaitingRun[]> {
  const query = `${conditionFor(signal)} AND ExecutionStatus = "Running"`;
  const found: WaitingRun[] = [];
  for await (const info of client.workflow.list({ query })) {
    // Visibility on SQLite ignores case.
    if (info.typedSearchAttributes.get(waitingForAttribute)?.includes(signal)) found.push(toWaitingRun(info));
    heartbeat(found.length);
  }
  return found;
}

/** Visibility on SQLite fails for quotes and backslashes, escaped or not; `findWaiting` filters such names itself. */
function conditionFor(signal: string): string {
  const { name } = waitingForAttribute;
  return /^[\w .:/-]+$/.test(signal) ? `${name} = "${signal}"` : `${name} IS NOT NULL`;
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

export interface StartAndSignalRequest {
  readonly definitionId: string;
  readonly workflowId: string;
  readonly input: Json;
  readonly taskQueue: string;
  /** Name of the Temporal signal, and its arguments. */
  readonly signal: string;
  readonly signalArgs: readonly Json[];
}

export interface StartAndSignalParts extends LoadPlanParts {
  readonly client: Pick<Client, 'workflow'>;
  /** True if the server has Octavo's search attributes. */
  readonly hasSearchAttributes: () => Promise<boolean>;
}

/**
 * Starts a run if none is open, and signals it in the same call. Returns null if this worker, which would run it, does not
 * know the definition. Throws INPUT_INVALID if the input is invalid.
 */
export async function startAndSignal(
  { client, hasSearchAttributes, ...parts }: StartAndSignalParts,
  request: StartAndSignalRequest,
): Promise<{ readonly workflowId: string; readonly runId: string } | null> {
  const { definitionId, workflowId, input, taskQueue, signal, signalArgs } = request;
  const loaded = await loadPlan(parts, { definitionId, input });
  if ('problems' in loaded) {
    if (loaded.code === 'DEFINITION_NOT_FOUND') return null;
    const message = loaded.problems
      .map(({ path, message: text }) => (path === '' ? text : `${path}: ${text}`))
      .join('\n');
    const details = [{ problems: loaded.problems }];
    throw ApplicationFailure.create({ type: loaded.code, message, nonRetryable: true, details });
  }
  const attributes = [
    { key: definitionAttribute, value: loaded.plan.id },
    { key: versionAttribute, value: loaded.plan.version },
  ];
  const handle = await client.workflow.signalWithStart('octavoRun', {
    args: [{ definitionId, input }],
    workflowId,
    taskQueue,
    signal,
    signalArgs: [...signalArgs],
    ...((await hasSearchAttributes()) ? { typedSearchAttributes: attributes } : {}),
  });
  return { workflowId, runId: handle.signaledRunId };
}
