import type * as temporalErrors from '@octavo/activities/temporal-errors';
import type { ServerName, TemporalCallFailure } from '@octavo/activities/temporal-errors';
import { WorkflowNotFoundError } from '@temporalio/common';
import { OctavoError } from './octavo-error';

/**
 * Makes calls of a Temporal server.
 *
 * @throws OctavoError with a code of the Temporal server, in place of the errors of Temporal's client
 */
export async function callingServer<T>(server: ServerName, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    throw toOctavoError(error, server);
  }
}

/**
 * The meaning of a failed call; undefined for any other error. Loads the catalogue only then, because most calls do not
 * fail.
 */
export function readFailure(error: unknown, server: ServerName): TemporalCallFailure | undefined {
  const { readTemporalError } = require('@octavo/activities/temporal-errors') as typeof temporalErrors;
  return readTemporalError(error, server);
}

function toOctavoError(error: unknown, server: ServerName): unknown {
  if (error instanceof OctavoError) return error;
  const failure = readFailure(error, server);
  return failure === undefined ? error : new OctavoError(failure.code, failure.message, { cause: error });
}

/**
 * The same for calls about one run.
 *
 * @throws OctavoError RUN_NOT_FOUND too
 */
export async function callingRun<T>(server: ServerName, workflowId: string, call: () => Promise<T>): Promise<T> {
  try {
    return await callingServer(server, call);
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
    const place = `in the namespace ${server.namespace}${server.address === undefined ? '' : ` at ${server.address}`}`;
    const message = `there is no run with the workflow id ${JSON.stringify(workflowId)} ${place}`;
    throw new OctavoError('RUN_NOT_FOUND', message, { cause: error });
  }
}
