import type { OctavoActivities } from '@octavo/activities';

const names: Readonly<Record<keyof OctavoActivities, true>> = {
  runAction: true,
  createTaskState: true,
  loadPlan: true,
  findWaiting: true,
  startAndSignal: true,
};

/** Names of Octavo's activities; known without what takes long to load. */
export const activityNames = Object.keys(names) as readonly (keyof OctavoActivities)[];
