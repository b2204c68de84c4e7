import type { ActionContext, Json, SentRequest } from '@octavo/orchestrators';
import type { Context } from '@temporalio/activity';
import { toJson } from '../json-value';
import type { Heartbeats } from './heartbeats';
import { checkedHeartbeat } from './checked-values';
import type { SecretMasker } from '../secrets/secret-masker';
import { toLoggable, toLogText } from './loggable';

/** One attempt of an action, under way. */
export interface RunningAttempt {
  readonly request: SentRequest;
  /** From 1, over all requests of the visit. */
  readonly attempt: number;
  /** The activity's. */
  readonly temporal: Context;
  readonly masker: SecretMasker;
  readonly heartbeats: Heartbeats;
}

/** What the action sees of it. */
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
      // The SDK's attributes have the run and the attempt; actions in JavaScript pass anything as fields.
      log.info(masker.text(toLogText(message)), { task: request.path, fields: masker.json(toLoggable(fields)) });
    },
  };
}

/** The last details of an attempt before: of this activity, else of one before it; null where none recorded any. */
export function previousHeartbeat(request: Pick<SentRequest, 'previousHeartbeat'>, { info }: Context): Json {
  return (info.heartbeatDetails as Json | undefined) ?? request.previousHeartbeat ?? null;
}
