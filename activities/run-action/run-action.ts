import { type ActivityAction, type Json, restartHint, unpackBatch, unpackRequest } from '@octavo/orchestrators';
import type { BoundedWriter, PendingWrite } from '@octavo/state';
import { Context } from '@temporalio/activity';
import { CancelledFailure } from '@temporalio/common';
import { ActionError } from '../define-action';
import type { ActionRegistry } from '../action-registry';
import { SecretMasker, type SecretSource } from '../secrets/secret-masker';
import {
  type AttemptEnd,
  type AttemptListener,
  endOfFailure,
  failureOfThrown,
  shutdownFailure,
} from './action-failure';
import { assertOutputFits, parseInput, parseOutput } from './checked-values';
import { runAttempt } from './attempt-control';
import { resolveDeferred } from './deferred-input';
import { startHeartbeats } from './heartbeats';
import { writeUnlessBrief } from '../state/create-task-state';
import type { ActionFailureDetails, RunActionReply, RunActionRequest } from './run-action-request';
import { createActionContext, previousHeartbeat, type RunningAttempt } from './running-attempt';

/** The dependencies of `runAction`. */
export interface RunActionParts {
  readonly registry: ActionRegistry;
  readonly secrets: SecretSource;
  readonly writer: BoundedWriter;
  /** Default: none. */
  readonly onAttemptEnd?: AttemptListener | undefined;
}

/** The limit of an attempt in a local activity, which blocks its run. */
const LONGEST_LOCAL_MS = 2_000;

/** Runs one attempt of an action. The request's states are written meanwhile; they neither delay the action nor fail it. */
export async function runAction(parts: RunActionParts, request: RunActionRequest): Promise<RunActionReply> {
  const running = beginAttempt(parts, request);
  const write = startWrite(parts.writer, request, running.temporal);
  const startedAt = now();
  const report = listenerOf(parts, request);
  try {
    const output = await attemptAction(parts, running);
    const endedAt = now();
    report({ status: 'SUCCESS', code: '' });
    const unwritten = (await write.settle()) === 'unwritten';
    return { output, attempt: running.attempt, startedAt, endedAt, ...(unwritten ? { unwritten } : {}) };
  } catch (thrown) {
    const endedAt = now();
    const failure = toFailure(thrown, running, { startedAt, endedAt });
    report(endOfFailure(failure));
    await write.settle();
    throw failure;
  } finally {
    running.heartbeats.stop();
  }
}

/** A batch that this version cannot read counts as unwritten. */
function startWrite(writer: BoundedWriter, { outbox, firstRunId }: RunActionRequest, { info }: Context): PendingWrite {
  const { workflowId = '', runId = '' } = info.workflowExecution ?? {};
  const run = { workflowId, firstRunId: firstRunId ?? runId };
  try {
    return writeUnlessBrief(writer, outbox === undefined ? undefined : unpackBatch(outbox, run));
  } catch {
    return { settle: async () => 'unwritten' };
  }
}

function listenerOf(
  { onAttemptEnd }: RunActionParts,
  { action }: RunActionRequest,
): (end: Pick<AttemptEnd, 'status' | 'code'> | undefined) => void {
  const startedAtMs = performance.now();
  return (end) => {
    if (end !== undefined) onAttemptEnd?.({ action, ...end, durationMs: Math.round(performance.now() - startedAtMs) });
  };
}

function beginAttempt({ secrets }: RunActionParts, packed: RunActionRequest): RunningAttempt {
  const temporal = Context.current();
  const request = unpackRequest(packed, temporal.info.workflowExecution?.runId ?? '', Date.now());
  const attempt = request.previousAttempts + temporal.info.attempt;
  const masker = new SecretMasker(secrets.values());
  const heartbeats = startHeartbeats(temporal, previousHeartbeat(request, temporal));
  return { request, attempt, temporal, masker, heartbeats };
}

async function attemptAction({ registry, secrets }: RunActionParts, running: RunningAttempt): Promise<Json> {
  const { request, temporal, masker } = running;
  const action = findAction(registry, request.action);
  const input = parseInput(action, resolveDeferred(request.input, request.deferred, secrets, masker));
  const output = await runAttempt(
    { timeoutMs: timeoutFor(running), cancellation: temporal.cancellationSignal },
    (signal) => action.run(input as never, createActionContext(running, signal)),
  );
  return finishOutput(action, output, running);
}

function finishOutput(action: ActivityAction, output: unknown, { masker, temporal }: RunningAttempt): Json {
  const masked = masker.json(parseOutput(action, output));
  assertOutputFits(masked, temporal.info);
  return masked;
}

function findAction(registry: ActionRegistry, name: string): ActivityAction {
  const found = registry.get(name);
  if (found !== undefined) return found;
  const knownNames = registry.list().map((action) => action.name);
  const message = `This worker does not know the action "${name}"; it knows ${knownNames.join(', ')}. ${restartHint}`;
  throw new ActionError('UNKNOWN_ACTION', message, { retryable: false });
}

function timeoutFor({ temporal, request: { attemptTimeoutMs } }: RunningAttempt): number {
  return temporal.info.isLocal ? Math.min(attemptTimeoutMs, LONGEST_LOCAL_MS) : attemptTimeoutMs;
}

/** After a cancellation the result is the cancellation, not the error that the action threw because of it. */
function toFailure(thrown: unknown, running: RunningAttempt, times: { startedAt: string; endedAt: string }): Error {
  const { request, attempt, masker, heartbeats, temporal } = running;
  const { cancellationSignal, info } = temporal;
  const heartbeat = heartbeats.details === null ? {} : { heartbeat: heartbeats.details };
  if (cancellationSignal.aborted)
    return cancellationOf(cancellationSignal.reason, { details: null, ...heartbeat, attempt, ...times });
  const elapsedMs = Date.now() - request.requestedAtMs;
  const failed = { policy: request.retry, attempt, elapsedMs, ...(info.isLocal ? heartbeat : {}), ...times };
  return failureOfThrown(thrown, failed, masker);
}

function cancellationOf(reason: unknown, details: ActionFailureDetails): Error {
  const canceled = reason instanceof CancelledFailure ? reason : new CancelledFailure('The activity was cancelled');
  return shutdownFailure(reason, details) ?? canceled;
}

function now(): string {
  return new Date().toISOString();
}
