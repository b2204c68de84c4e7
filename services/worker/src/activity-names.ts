import type { OctavoActivities } from '@octavo/activities';

const names: Readonly<Record<keyof OctavoActivities, true>> = {
  runAction: true,
  createTaskState: true,
  loadPlan: true,
  findWaiting: true,
  startAndSignal: true,
};

/** Names of Octavo's activities, in a module without slow imports. */
export const activityNames = Object.keys(names) as readonly (keyof OctavoActivities)[];
