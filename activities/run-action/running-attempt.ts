import type { ActionContext, Json } from '@octavo/orchestrators';
import type { Context } from '@temporalio/activity';
import type { SecretMasker } from '../secrets/secret-masker';
import type { Heartbeats } from './heartbeats';
import type { CompleteRequest } from './complete-request';

/** One attempt of an action, under way. */
export interface RunningAttempt {
  readonly request: CompleteRequest;
  /** From 1, over all requests of the visit. */
  readonly attempt: number;
  /** The activity's. */
  readonly temporal: Context;
  readonly masker: SecretMasker;
}

/** What the action sees of it. */
export function createActionContext(
  { request, attempt, temporal, masker }: RunningAttempt,
  signal: AbortSignal,
  heartbeats: Heartbeats,
): ActionContext {
  const { info, log } = temporal;
  return {
    workflowId: info.workflowExecution?.workflowId ?? '',
    runId: info.workflowExecution?.runId ?? '',
    path: request.path,
    attempt,
    idempotencyKey: request.idempotencyKey,
    signal,
    previousHeartbeat: previousHeartbeat(temporal),
    heartbeat: (details) => heartbeats.beat(details === undefined ? undefined : masker.json(details)),
    log: (message, fields = {}) => {
      log.info(masker.text(message), { path: request.path, fields: masker.json(fields) });
    },
  };
}

/** What the attempt before told last; null where it told nothing. */
export function previousHeartbeat({ info }: Context): Json {
  return (info.heartbeatDetails as Json | undefined) ?? null;
}
