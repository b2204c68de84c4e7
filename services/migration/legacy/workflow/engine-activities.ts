import type { OctavoActivities } from '@octavo/activities';
import { CancellationScope, proxyActivities } from '@temporalio/workflow';
import type { LegacyActivities } from '../contracts/legacy-activities';

/**
 * The activities that keep the books. Each writes to the store and is tried again until the store takes it: the old
 * engine goes on only with what is written.
 */
const engine = proxyActivities<LegacyActivities>({
  // Expressions may take their time, on a busy worker above all; a worker that died is noticed after it.
  startToCloseTimeout: '30s',
  retry: { initialInterval: '100ms', maximumInterval: '5s' },
});

/** Books are kept to the end, also of what was cancelled. */
export function keepBooks<Value>(work: (activities: LegacyActivities) => Promise<Value>): Promise<Value> {
  return CancellationScope.nonCancellable(() => work(engine));
}

/** The same activities for what is part of a task's work: cancelled with it. */
export const working: LegacyActivities = engine;

/** Making plans, shared with the engine that replaces this one. */
export const { loadPlan } = proxyActivities<Pick<OctavoActivities, 'loadPlan'>>({ startToCloseTimeout: '20s' });

/** Reading visibility, shared with the engine that replaces this one. */
export const { findWaiting } = proxyActivities<Pick<OctavoActivities, 'findWaiting'>>({
  startToCloseTimeout: '1m',
  heartbeatTimeout: '30s',
  retry: { initialInterval: '500ms', maximumInterval: '10s', maximumAttempts: 10 },
});
