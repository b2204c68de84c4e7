import { temporal } from '@temporalio/proto';

type HistoryEvent = temporal.api.history.v1.IHistoryEvent;
const { EventType } = temporal.api.enums.v1;

/**
 * The events of a history without the workflow tasks that only a busy machine causes: those that timed out, and those that
 * the SDK completes without a command because a local activity is still running. Both are followed by the next one at once.
 */
export function eventsOfRun(events: readonly HistoryEvent[] | null | undefined): readonly HistoryEvent[] {
  const all = events ?? [];
  const surplus = new Set<string>();
  for (const [index, event] of all.entries()) {
    if (all[index + 1]?.eventType !== EventType.EVENT_TYPE_WORKFLOW_TASK_SCHEDULED) continue;
    const ended = event.workflowTaskCompletedEventAttributes ?? event.workflowTaskTimedOutEventAttributes;
    if (ended == null) continue;
    for (const id of [ended.scheduledEventId, ended.startedEventId, event.eventId]) surplus.add(String(id));
  }
  return all.filter(({ eventId }) => !surplus.has(String(eventId)));
}
