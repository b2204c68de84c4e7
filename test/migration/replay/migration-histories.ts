import { join } from 'node:path';

/** Of every stage of a rollout; folders by the version of Octavo that recorded them. */
export const migrationHistoriesFolder = join(__dirname, 'histories');
