import { join } from 'node:path';

/** The folder with histories of every stage of a rollout, by the version of Octavo that recorded them. */
export const migrationHistoriesFolder = join(__dirname, 'histories');
