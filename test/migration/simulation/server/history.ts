import { toTimestamp } from './protocol';

/** An event as Temporal's server records it; `eventType` is the number of the protocol. */
export interface HistoryEvent {
  readonly eventId: number;
  readonly eventTime: ReturnType<typeof toTimestamp>;
  readonly eventType: number;
  readonly [attributes: string]: unknown;
}

/** Numbers of temporal.api.enums.v1.EventType. */
const EVENT_TYPES = {
  workflowExecutionStarted: 1,
  workflowExecutionCompleted: 2,
  workflowExecutionFailed: 3,
  workflowTaskScheduled: 5,
  workflowTaskStarted: 6,
  workflowTaskCompleted: 7,
  activityTaskScheduled: 10,
  activityTaskStarted: 11,
  activityTaskCompleted: 12,
  activityTaskFailed: 13,
  activityTaskTimedOut: 14,
  activityTaskCancelRequested: 15,
  activityTaskCanceled: 16,
  timerStarted: 17,
  timerFired: 18,
  timerCanceled: 19,
  workflowExecutionCancelRequested: 20,
  workflowExecutionCanceled: 21,
  markerRecorded: 25,
  workflowExecutionSignaled: 26,
  signalExternalWorkflowExecutionInitiated: 37,
  externalWorkflowExecutionSignaled: 39,
  upsertWorkflowSearchAttributes: 40,
} as const;

export type EventName = keyof typeof EVENT_TYPES;

/** The history of one execution, in the form that the SDK replays. */
export class History {
  readonly events: HistoryEvent[] = [];
  readonly #now: () => number;

  /** `now`: milliseconds since the epoch. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Returns the id of the new event. */
  add(name: EventName, attributes: object, metadata?: object | null): number {
    const eventId = this.events.length + 1;
    this.events.push({
      ...{ eventId, eventTime: toTimestamp(this.#now()), eventType: EVENT_TYPES[name] },
      [`${name}EventAttributes`]: attributes,
      ...(metadata == null ? {} : { userMetadata: metadata }),
    });
    return eventId;
  }
}
