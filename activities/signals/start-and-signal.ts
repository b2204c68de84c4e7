import type { Json } from '@octavo/orchestrators';
import type { Client } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { type LoadPlanParts, loadPlan } from '../plans/load-plan';
import { definitionAttribute, versionAttribute } from './search-attributes';

export interface StartAndSignalRequest {
  readonly definitionId: string;
  readonly workflowId: string;
  readonly input: Json;
  readonly taskQueue: string;
  /** Name of the signal's handler in the workflow, and what it gets. */
  readonly signal: string;
  readonly signalArgs: readonly Json[];
}

export interface StartAndSignalParts extends LoadPlanParts {
  readonly client: Pick<Client, 'workflow'>;
  /** Whether the server knows Octavo's search attributes. */
  readonly hasSearchAttributes: () => Promise<boolean>;
}

/**
 * Starts a run where none is open, and signals it in the same step. Null where this worker, which would run it, does
 * not know the definition; throws INPUT_INVALID where the run would fail at once.
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
