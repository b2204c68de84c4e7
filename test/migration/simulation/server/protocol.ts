import { defaultPayloadConverter } from '@temporalio/common';
import { tsToMs } from '@temporalio/common/lib/time';
import type { Workflow } from '@temporalio/worker/lib/workflow/interface';

/** An activation by Temporal's core. */
export type Activation = Parameters<Workflow['activate']>[0];
export type ActivationJob = NonNullable<Activation['jobs']>[number];
/** The reply of workflow code. */
export type Completion = Awaited<ReturnType<Workflow['activate']>>;
export type Command = NonNullable<NonNullable<Completion['successful']>['commands']>[number];
/** The attributes of one kind of command. */
export type CommandOf<Kind extends keyof Command> = NonNullable<Command[Kind]>;
/** The end of an activity in an activation. */
export type ActivityEnd = NonNullable<NonNullable<ActivationJob['resolveActivity']>['result']>;
export type Payload = NonNullable<NonNullable<ActivityEnd['completed']>['result']>;
export type Failure = NonNullable<NonNullable<ActivityEnd['failed']>['failure']>;

type Duration = Parameters<typeof tsToMs>[0];

export interface Timestamp {
  readonly seconds: number;
  readonly nanos: number;
}

export function toPayload(value: unknown): Payload {
  return defaultPayloadConverter.toPayload<unknown>(value);
}

export function toPayloads(values: readonly unknown[]): Payload[] {
  return values.map(toPayload);
}

export function fromPayload(payload: Payload): unknown {
  return defaultPayloadConverter.fromPayload(payload);
}

export function fromPayloads(payloads: readonly Payload[] | null | undefined): unknown[] {
  return (payloads ?? []).map(fromPayload);
}

/** Milliseconds; undefined for zero, which means none in a command. */
export function toMs(duration: Duration): number | undefined {
  if (duration === null || duration === undefined) return undefined;
  const ms = tsToMs(duration);
  return ms === 0 ? undefined : ms;
}

export function toTimestamp(epochMs: number): Timestamp {
  const seconds = Math.floor(epochMs / 1000);
  return { seconds, nanos: (epochMs - seconds * 1000) * 1_000_000 };
}
