import { type ActivityFunctions, runAttempt } from './activity-host';
import type { History } from './history';
import { type ActivationJob, type ActivityEnd, type CommandOf, toPayload, toTimestamp } from './protocol';
import type { Surroundings } from './surroundings';

type Schedule = CommandOf<'scheduleLocalActivity'>;

/** A local activity that has ended. */
export interface LocalEnd {
  readonly job: ActivationJob;
  /** Records the marker with its result. */
  record(history: History, workflowTaskCompletedEventId: number): void;
}

/** Local activities: the worker runs them while it holds the workflow task. One attempt each. */
export class LocalActivities {
  readonly #functions: ActivityFunctions;
  readonly #surroundings: Surroundings;
  readonly #ended: LocalEnd[] = [];
  #running = 0;
  #tell: (() => void) | undefined;

  constructor(functions: ActivityFunctions, surroundings: Surroundings) {
    this.#functions = functions;
    this.#surroundings = surroundings;
  }

  /** True if some are running, or have ended without being delivered. */
  get areUnderWay(): boolean {
    return this.#running + this.#ended.length > 0;
  }

  /** The activities that have ended since the last call; waits for the first. */
  async take(): Promise<readonly LocalEnd[]> {
    if (this.#ended.length === 0) await new Promise<void>((resolve) => (this.#tell = resolve));
    return this.#ended.splice(0);
  }

  start(command: Schedule): void {
    const { workflowId, runId, nowMs, after, tripMs } = this.#surroundings;
    const { activityType, activityId, arguments: input } = command;
    const scheduledMs = nowMs();
    this.#running += 1;
    const { end } = runAttempt(this.#functions, {
      ...{ activityType: activityType ?? '', activityId: activityId ?? '', attempt: 1, isLocal: true, input },
      ...{ workflowId, runId, scheduledMs },
    });
    void end.then((result) => after(tripMs(), () => this.#end(command, result, scheduledMs)));
  }

  #end(command: Schedule, result: ActivityEnd, scheduledMs: number): void {
    this.#running -= 1;
    if (result.failed != null && command.retryPolicy?.maximumAttempts !== 1)
      throw new Error(`a second attempt of a local activity is not simulated (${command.activityType})`);
    const completedMs = this.#surroundings.nowMs();
    this.#ended.push({
      job: { resolveActivity: { seq: command.seq ?? 0, isLocal: true, result } },
      record: (history, taskId) =>
        history.add('markerRecorded', markerOf(command, result, { scheduledMs, completedMs }, taskId)),
    });
    this.#tell?.();
    this.#tell = undefined;
  }
}

interface Times {
  readonly scheduledMs: number;
  readonly completedMs: number;
}

/** The marker in the form of Temporal's core. */
function markerOf(
  { seq, activityId, activityType }: Schedule,
  { completed, failed }: ActivityEnd,
  { scheduledMs, completedMs }: Times,
  workflowTaskCompletedEventId: number,
): object {
  const data = {
    ...{ seq, attempt: 1, activity_id: activityId, activity_type: activityType, backoff: null },
    complete_time: toTimestamp(completedMs),
    original_schedule_time: toTimestamp(scheduledMs),
  };
  const result = completed?.result == null ? {} : { result: { payloads: [completed.result] } };
  return {
    markerName: 'core_local_activity',
    details: { data: { payloads: [toPayload(data)] }, ...result },
    ...(failed?.failure == null ? {} : { failure: failed.failure }),
    workflowTaskCompletedEventId,
  };
}
