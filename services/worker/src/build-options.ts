import type { OCTAVO_BUILD } from '@octavo/workflows';
import type { WorkerOptions } from '@temporalio/worker';
import { version } from '../package.json';

const build: typeof OCTAVO_BUILD = 'octavo@';

/**
 * Lets the server record the version of Octavo with every workflow task. Does not limit which workers may continue a
 * run.
 */
export const buildOptions: Pick<WorkerOptions, 'workerDeploymentOptions'> = {
  workerDeploymentOptions: {
    version: { deploymentName: 'octavo', buildId: `${build}${version}` },
    useWorkerVersioning: false,
  },
};
