import type { ActionContext, ActivityAction, Json } from '@octavo/orchestrators';
import type { BoundedWriter } from '@octavo/state';
import { Context } from '@temporalio/activity';
import { CancelledFailure } from '@temporalio/common';
import { ActionError } from '../action-error';
import type { ActionRegistry } from '../action-registry';
import { SecretMasker } from '../secrets/secret-masker';
import type { SecretSource } from '../secrets/secret-source';
import { parseInput, parseOutput } from './action-input';
import { describeFault, toApplicationFailure } from './action-failure';
import { runAttempt } from './attempt-control';
import { resolveDeferred } from './deferred-input';
import { type Heartbeats, startHeartbeats } from './heartbeats';
import { assertOutputFits } from './payload-size';
import type { RunActionReply, RunActionRequest } from './run-action-request';
import { shutdownFailure } from './shutdown-failure';

/** What `runAction` works with. */
export interface RunActionParts {
  readonly registry: ActionRegistry;
  readonly secrets: SecretSource;
  readonly writer: BoundedWriter;
}

/** A local activity holds its whole run: it is given up after this time. */
const LONGEST_LOCAL_MS = 2_000;

/** One attempt of an action. The states that ride along are written meanwhile and never hold it up or fail it. */
export async function runAction(parts: RunActionParts, request: RunActionRequest): Promise<RunActionReply> {
  const write = parts.writer.start(request.outbox);
  const startedAt = now();
  const attempt = (request.previousAttempts ?? 0) + Context.current().info.attempt;
  try {
    const output = await attemptAction(parts, request, attempt);
    const endedAt = now();
    const unwritten = (await write.settle()) === 'unwritten';
    return { output, attempt, startedAt, endedAt, ...(unwritten ? { unwritten } : {}) };
  } catch (thrown) {
    const endedAt = now();
    await write.settle();
    throw toFailure(thrown, { parts, request, attempt, startedAt, endedAt });
  }
}

async function attemptAction(parts: RunActionParts, request: RunActionRequest, attempt: number): Promise<Json> {
  const context = Context.current();
  const action = findAction(parts.registry, request.action);
  const input = parseInput(action, resolveDeferred(request.input, request.deferred ?? [], parts.secrets));
  const heartbeats = startHeartbeats(context, context.info.heartbeatDetails ?? null);
  try {
    const limits = { timeoutMs: timeoutFor(context, request), cancellation: context.cancellationSignal };
    const output = await runAttempt(limits, (signal) => {
      return action.run(input as never, actionContext({ parts, request, attempt, signal, heartbeats }));
    });
    return finishOutput(action, output, new SecretMasker(parts.secrets.values()));
  } finally {
    heartbeats.stop();
  }
}

function finishOutput(action: ActivityAction, output: unknown, masker: SecretMasker): Json {
  const masked = masker.json(parseOutput(action, output));
  assertOutputFits(masked);
  return masked;
}

function findAction(registry: ActionRegistry, name: string): ActivityAction {
  const action = registry.get(name);
  if (action !== undefined) return action;
  const known = registry.list().map((one) => one.name);
  const message = `This worker knows no action "${name}"; it knows ${known.join(', ')}.`;
  throw new ActionError('UNKNOWN_ACTION', message, { retryable: false });
}

function timeoutFor({ info }: Context, { attemptTimeoutMs }: RunActionRequest): number {
  return info.isLocal ? Math.min(attemptTimeoutMs, LONGEST_LOCAL_MS) : attemptTimeoutMs;
}

interface RunningAttempt {
  readonly parts: RunActionParts;
  readonly request: RunActionRequest;
  readonly attempt: number;
  readonly signal: AbortSignal;
  readonly heartbeats: Heartbeats;
}

function actionContext({ parts, request, attempt, signal, heartbeats }: RunningAttempt): ActionContext {
  const { info, log } = Context.current();
  const masker = new SecretMasker(parts.secrets.values());
  return {
    workflowId: info.workflowExecution?.workflowId ?? '',
    runId: info.workflowExecution?.runId ?? '',
    path: request.path,
    attempt,
    idempotencyKey: request.idempotencyKey,
    signal,
    previousHeartbeat: (info.heartbeatDetails ?? null) as Json,
    heartbeat: (details) => heartbeats.beat(details === undefined ? undefined : masker.json(details)),
    log: (message, fields) => log.info(masker.text(message), { path: request.path, ...maskFields(masker, fields) }),
  };
}

function maskFields(masker: SecretMasker, fields: Readonly<Record<string, Json>> = {}): Record<string, Json> {
  return masker.json(fields) as Record<string, Json>;
}

interface EndedAttempt {
  readonly parts: RunActionParts;
  readonly request: RunActionRequest;
  readonly attempt: number;
  readonly startedAt: string;
  readonly endedAt: string;
}

/** A cancellation stays what it is, whatever the action threw because of it. */
function toFailure(thrown: unknown, ended: EndedAttempt): Error {
  const { cancellationSignal } = Context.current();
  if (cancellationSignal.aborted) return shutdownFailure(cancellationSignal.reason) ?? canceled(cancellationSignal.reason);
  const elapsedMs = Date.now() - ended.request.requestedAtMs;
  const failed = { ...ended, policy: ended.request.retry, elapsedMs };
  return toApplicationFailure(describeFault(thrown), failed, new SecretMasker(ended.parts.secrets.values()));
}

function canceled(reason: unknown): Error {
  return reason instanceof CancelledFailure ? reason : new CancelledFailure('The activity was cancelled');
}

function now(): string {
  return new Date().toISOString();
}
