import type { Client } from '@temporalio/client';
import { ApplicationFailure } from '@temporalio/common';
import { readTemporalError } from '../temporal-errors';

/**
 * Does in an activity what calls the Temporal server.
 *
 * @throws ApplicationFailure whose type is a code of the Temporal server; not retried where time does not cure it
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
