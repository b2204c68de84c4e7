import type { ActionContext, Json, SentRequest } from '@octavo/orchestrators';
import type { Context } from '@temporalio/activity';
import { toJson } from '../json-value';
import type { Heartbeats } from './heartbeats';
import { checkedHeartbeat } from './checked-values';
import type { SecretMasker } from '../secrets/secret-masker';
import { toLoggable, toLogText } from './loggable';

/** A running attempt of an action. */
export interface RunningAttempt {
  readonly request: SentRequest;
  /** From 1, over all requests of the visit. */
  readonly attempt: number;
  /** The context of the activity. */
  readonly temporal: Context;
  readonly masker: SecretMasker;
  readonly heartbeats: Heartbeats;
}

/** Creates the context that the action receives. */
export function createActionContext(
  { request, attempt, temporal, masker, heartbeats }: RunningAttempt,
  signal: AbortSignal,
): ActionContext {
  const { info, log } = temporal;
  return {
    workflowId: info.workflowExecution?.workflowId ?? '',
    runId: info.workflowExecution?.runId ?? '',
    path: request.path,
    attempt,
    idempotencyKey: request.idempotencyKey,
    signal,
    previousHeartbeat: previousHeartbeat(request, temporal),
    heartbeat: (details) =>
      heartbeats.beat(details === undefined ? undefined : checkedHeartbeat(masker.json(toJson(details)))),
    log: (message, fields = {}) => {
      // The SDK adds the run and the attempt. Actions in JavaScript may pass any value as fields.
      log.info(masker.text(toLogText(message)), { task: request.path, fields: masker.json(toLoggable(fields)) });
    },
  };
}

/** The latest details of an earlier attempt, of this activity or else of the request; null if there are none. */
export function previousHeartbeat(request: Pick<SentRequest, 'previousHeartbeat'>, { info }: Context): Json {
  return (info.heartbeatDetails as Json | undefined) ?? request.previousHeartbeat ?? null;
}
