export { createLegacyActivities, type LegacyActivitiesOptions } from './activities/create-legacy-activities';
export type { LegacyActivities } from './contracts/legacy-activities';

/** The module of the old engine's workflow code, for a bundle: exports the workflow type `legacyRun`. */
export const legacyWorkflowsPath: string = require.resolve('./workflow/index');
