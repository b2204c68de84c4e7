import {
  ActivityCancellationDetails,
  defaultFailureConverter,
  defaultPayloadConverter,
  noopMetricMeter,
} from '@temporalio/common';
import { defaultActivityInfo } from '@temporalio/testing';
import { Activity } from '@temporalio/worker/lib/activity';
import { type ActivityEnd, fromPayloads, type Payload } from './protocol';

export type ActivityFunction = (...args: never[]) => Promise<unknown>;
export type ActivityFunctions = Readonly<Record<string, ActivityFunction>>;

/** One attempt of an activity. */
export interface Attempt {
  readonly activityType: string;
  readonly activityId: string;
  readonly attempt: number;
  readonly isLocal: boolean;
  readonly input: readonly Payload[] | null | undefined;
  readonly workflowId: string;
  readonly runId: string;
  readonly scheduledMs: number;
  readonly heartbeatTimeoutMs?: number | undefined;
}

export interface RunningAttempt {
  /** Never rejects. */
  readonly end: Promise<ActivityEnd>;
  cancel(): void;
}

const ignore = (): void => undefined;
const silent = { log: ignore, trace: ignore, debug: ignore, info: ignore, warn: ignore, error: ignore };
const dataConverter = {
  payloadConverter: defaultPayloadConverter,
  failureConverter: defaultFailureConverter,
  payloadCodecs: [],
};

/** Runs activity functions as a worker does: by the SDK's own class for an activity, with its context. */
export function runAttempt(functions: ActivityFunctions, attempt: Attempt): RunningAttempt {
  const work = functions[attempt.activityType];
  if (work === undefined) throw new Error(`no activity "${attempt.activityType}"`);
  const { activityId, workflowId, isLocal } = attempt;
  const info = infoOf(attempt);
  const who = { type: 'activity' as const, namespace: 'default', activityId, workflowId, isLocal };
  const activity = new Activity(
    ...([info, work, dataConverter, who, undefined, ignore, undefined, silent, noopMetricMeter, []] as unknown as [
      ...ConstructorParameters<typeof Activity>,
    ]),
  );
  return {
    end: activity.run({ args: fromPayloads(attempt.input), headers: {} }).then(endOf),
    cancel: () => activity.cancel('CANCELLED', new ActivityCancellationDetails({ cancelRequested: true })),
  };
}

/** Activities with another kind of end are not simulated. */
function endOf({ completed, failed, cancelled }: Awaited<ReturnType<Activity['run']>>): ActivityEnd {
  if (completed != null) return { completed };
  return failed == null ? { cancelled: cancelled ?? {} } : { failed };
}

function infoOf(attempt: Attempt): object {
  const { activityType, activityId, isLocal, workflowId, runId, scheduledMs, heartbeatTimeoutMs } = attempt;
  return {
    ...defaultActivityInfo,
    ...{ activityType, activityId, isLocal, heartbeatTimeoutMs },
    attempt: attempt.attempt,
    workflowExecution: { workflowId, runId },
    scheduledTimestampMs: scheduledMs,
    currentAttemptScheduledTimestampMs: scheduledMs,
  };
}
