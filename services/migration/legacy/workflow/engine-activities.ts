import type { OctavoActivities } from '@octavo/activities';
import { CancellationScope, proxyActivities } from '@temporalio/workflow';
import type { LegacyActivities } from '../contracts/legacy-activities';

/**
 * The activities that write states. Each is retried until the store accepts its write, because the old engine continues only
 * with written states.
 */
const engine = proxyActivities<LegacyActivities>({
  // Long enough for expressions on a busy worker; a lost worker is noticed after this time.
  startToCloseTimeout: '30s',
  retry: { initialInterval: '100ms', maximumInterval: '5s' },
});

/** Runs `work` without cancellation: the states of cancelled tasks are written too. */
export function keepBooks<Value>(work: (activities: LegacyActivities) => Promise<Value>): Promise<Value> {
  return CancellationScope.nonCancellable(() => work(engine));
}

/** The same activities for the work of a task, which are cancelled with it. */
export const working: LegacyActivities = engine;

/** Plans definitions; shared with the new engine. */
export const { loadPlan } = proxyActivities<Pick<OctavoActivities, 'loadPlan'>>({ startToCloseTimeout: '20s' });

/** Reads visibility; shared with the new engine. */
export const { findWaiting } = proxyActivities<Pick<OctavoActivities, 'findWaiting'>>({
  startToCloseTimeout: '1m',
  heartbeatTimeout: '30s',
  retry: { initialInterval: '500ms', maximumInterval: '10s', maximumAttempts: 10 },
});
