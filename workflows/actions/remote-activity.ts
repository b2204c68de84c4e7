import type { OctavoActivities } from '@octavo/activities';
import { mostAttempts } from '@octavo/orchestrators';
import { proxyActivities } from '@temporalio/workflow';
import { runInScope } from '../adapters/cancellation-scopes';
import { remoteOptions } from './activity-options';
import type { PerformActivity } from './octavo-activity';

/** `runAction` on any worker of the task queue. The activity decides by rule which attempt is the last; Temporal retries. */
export const performRemotely: PerformActivity = (request, asked, cancellation) => {
  const { runAction } = proxyActivities<OctavoActivities>(remoteOptions(request, mostAttempts(request.retry)));
  return runInScope(cancellation, () => runAction(asked));
};
