import type { OCTAVO_BUILD } from '@octavo/workflows';
import type { WorkerOptions } from '@temporalio/worker';
import { version } from '../package.json';

const build: typeof OCTAVO_BUILD = 'octavo@';

/** Has the server record with every workflow task which Octavo did it. Says nothing about who may go on with a run. */
export const buildOptions: Pick<WorkerOptions, 'workerDeploymentOptions'> = {
  workerDeploymentOptions: {
    version: { deploymentName: 'octavo', buildId: `${build}${version}` },
    useWorkerVersioning: false,
  },
};
