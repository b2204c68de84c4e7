import type * as temporalErrors from '@octavo/activities/temporal-errors';
import type { ServerName, TemporalCallFailure, TemporalErrorCode } from '@octavo/activities/temporal-errors';
import type { ErrorCode } from '@octavo/orchestrators';
import { formatProblem, type Problem } from '@octavo/planner';
import { WorkflowNotFoundError } from '@temporalio/common';

/** The error for a request that the client rejects or that fails. A failed run is not an error but a result. */
export class OctavoError extends Error {
  /** From the error catalogues: DEFINITION_INVALID, INPUT_INVALID, RUN_NOT_FOUND, PERMISSION_DENIED, SERVER_UNREACHABLE, … */
  readonly code: ErrorCode | TemporalErrorCode;
  /** All problems of a definition or an input; empty for other codes. */
  readonly problems: readonly Problem[];

  constructor(
    code: ErrorCode | TemporalErrorCode,
    message: string,
    options: { readonly problems?: readonly Problem[]; readonly cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'OctavoError';
    this.code = code;
    this.problems = options.problems ?? [];
  }

  /** An error that lists `problems`, one per line. */
  static ofProblems(code: ErrorCode, problems: readonly Problem[]): OctavoError {
    return new OctavoError(code, [`${code}:`, ...problems.map(formatProblem)].join('\n'), { problems });
  }
}

/**
 * Runs calls to a Temporal server.
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
    const inServer = `in the namespace ${server.namespace}${server.address === undefined ? '' : ` at ${server.address}`}`;
    const message = `there is no run with the workflow id ${JSON.stringify(workflowId)} ${inServer}`;
    throw new OctavoError('RUN_NOT_FOUND', message, { cause: error });
  }
}
