import type * as temporalErrors from '@octavo/activities/temporal-errors';
import type { ServerName, TemporalCallFailure } from '@octavo/activities/temporal-errors';
import { WorkflowNotFoundError } from '@temporalio/common';
import { OctavoError } from './octavo-error';

/**
 * Does what calls a Temporal server.
 *
 * @throws OctavoError with a code of the Temporal server in place of what Temporal's client throws for a failed call
 */
export async function callingServer<T>(server: ServerName, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw toOctavoError(error, server);
  }
}

/** What a failed call means; undefined for any other error. Loads what knows it: most calls do not fail. */
export function readFailure(error: unknown, server: ServerName): TemporalCallFailure | undefined {
  const { readTemporalError } = require('@octavo/activities/temporal-errors') as typeof temporalErrors;
  return readTemporalError(error, server);
}

function toOctavoError(error: unknown, server: ServerName): unknown {
  if (error instanceof OctavoError) return error;
  const failure = readFailure(error, server);
  return failure === undefined ? error : new OctavoError(failure.code, failure.message, { cause: error });
}

/** What Temporal's server says of a run that is there and has ended. */
const ENDED = 'already completed';

/**
 * The same for one run.
 *
 * @throws OctavoError RUN_NOT_FOUND, RUN_ENDED too
 */
export async function callingRun<T>(server: ServerName, workflowId: string, call: () => Promise<T>): Promise<T> {
  try {
    return await callingServer(server, call);
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
    if (error.message.includes(ENDED)) throw runEnded(workflowId, error);
    const place = `in the namespace ${server.namespace}${server.address === undefined ? '' : ` at ${server.address}`}`;
    const message = `there is no run with the workflow id ${JSON.stringify(workflowId)} ${place}`;
    throw new OctavoError('RUN_NOT_FOUND', message, { cause: error });
  }
}

/** A run that takes no signal and cannot be cancelled any more. */
export function runEnded(workflowId: string, cause?: unknown): OctavoError {
  const message = `the run ${JSON.stringify(workflowId)} has ended: it takes no signal and cannot be cancelled`;
  return new OctavoError('RUN_ENDED', message, { cause });
}
