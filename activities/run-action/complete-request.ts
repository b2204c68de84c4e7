import { defaultAttemptTimeoutMs, defaultRetry, unpackState } from '@octavo/orchestrators';
import type { StateBatch, StoredTaskState } from '@octavo/state';
import type { Info } from '@temporalio/activity';
import type { RunActionRequest } from './run-action-request';

type Usual = 'attemptTimeoutMs' | 'idempotencyKey' | 'previousAttempts' | 'requestedAtMs' | 'retry';

/** A request with all that was left out on the way. */
export type CompleteRequest = Omit<RunActionRequest, 'outbox'> &
  Required<Pick<RunActionRequest, Usual>> & { readonly outbox: StateBatch | undefined };

/** `info`: of the activity. */
export function completeRequest(request: RunActionRequest, { workflowExecution }: Info): CompleteRequest {
  const { workflowId = '', runId = '' } = workflowExecution ?? {};
  const { outbox } = request;
  return {
    ...{
      retry: defaultRetry,
      attemptTimeoutMs: defaultAttemptTimeoutMs,
      previousAttempts: 0,
      requestedAtMs: Date.now(),
    },
    ...{ idempotencyKey: `${runId}/${request.path}`, ...request },
    outbox:
      outbox === undefined
        ? undefined
        : { workflowId, firstRunId: runId, ...outbox, states: outbox.states.map(unpackState<StoredTaskState>) },
  };
}
