import type { ActionContext, ActivityAction, Json, RetryPolicy } from '@octavo/orchestrators';
import { BoundedWriter, MemoryTaskStateStore, type TaskStateStore } from '@octavo/state';
import type { Info } from '@temporalio/activity';
import { ApplicationFailure } from '@temporalio/common';
import { MockActivityEnvironment } from '@temporalio/testing';
import { z } from 'zod';
import { ActionRegistry } from '../action-registry';
import { defineAction } from '../define-action';
import type { SecretSource } from '../secrets/secret-masker';
import { runAction } from './run-action';
import type { ActionFailureDetails, RunActionReply, RunActionRequest } from './run-action-request';

export const threeAttempts: RetryPolicy = {
  maxAttempts: 3,
  initialInterval: '1s',
  backoff: 2,
  maxInterval: '1m',
  jitter: 0,
};

/** An action named `test` with any input and output. */
export function actionThat(run: (input: unknown, context: ActionContext) => unknown): ActivityAction {
  return defineAction({
    name: 'test',
    input: z.unknown(),
    output: z.unknown(),
    run: async (input, context) => run(input, context),
  });
}

export function requestOf(changes: Partial<RunActionRequest> = {}): RunActionRequest {
  return {
    action: 'test',
    input: null,
    path: 'charge',
    idempotencyKey: 'run-1/charge',
    retry: threeAttempts,
    requestedAtMs: Date.now(),
    attemptTimeoutMs: 5_000,
    ...changes,
  };
}

export interface ActivityCase {
  readonly action: ActivityAction;
  readonly request?: Partial<RunActionRequest>;
  readonly secrets?: Readonly<Record<string, string>>;
  readonly store?: Pick<TaskStateStore, 'write'>;
  readonly info?: Partial<Info>;
  readonly environment?: MockActivityEnvironment;
}

/** Temporal's activity environment, without its log. */
export function quietEnvironment(
  info: Partial<Info> = {},
  write: (line: string) => void = () => undefined,
): MockActivityEnvironment {
  const note = (message: string, meta?: object): void => write(`${message} ${JSON.stringify(meta)}`);
  const quiet = (): void => undefined;
  const logger = { log: quiet, trace: quiet, debug: quiet, info: note, warn: quiet, error: quiet };
  return new MockActivityEnvironment(info, { logger });
}

/** Runs the activity as a worker does. */
export async function perform({
  action,
  request,
  secrets = {},
  store,
  info,
  environment,
}: ActivityCase): Promise<RunActionReply> {
  const writer = new BoundedWriter(store ?? new MemoryTaskStateStore());
  const parts = { registry: new ActionRegistry([action]), secrets: secretsOf(secrets), writer };
  return (environment ?? quietEnvironment(info)).run(runAction, parts, requestOf(request));
}

/** Runs an attempt that must fail, and returns its failure. */
export async function failureOf(one: ActivityCase): Promise<{
  readonly code: string | null | undefined;
  readonly message: string;
  readonly nonRetryable: boolean | null | undefined;
  readonly delayMs: unknown;
  readonly details: Json;
  readonly attempt: number | undefined;
}> {
  const thrown: unknown = await perform(one).catch((error: unknown) => error);
  if (!(thrown instanceof ApplicationFailure)) throw new Error('no ApplicationFailure', { cause: thrown });
  const detail = thrown.details?.[0] as ActionFailureDetails | undefined;
  const { type: code, message, nonRetryable, nextRetryDelay: delayMs } = thrown;
  return { code, message, nonRetryable, delayMs, details: detail?.details ?? null, attempt: detail?.attempt };
}

function secretsOf(values: Readonly<Record<string, string>>): SecretSource {
  return {
    resolve: (name) => (Object.hasOwn(values, name) ? values[name] : undefined),
    values: () => Object.values(values),
    advise: (name) => `set SECRET_${name}`,
  };
}
