import { dirname, sep } from 'node:path';

/** The modules of the workflow code, as files for Temporal's bundler. In the published package they are in `lib/workflows/`. */
export const workflowModules = {
  workflows: require.resolve('@octavo/workflows'),
  interceptors: require.resolve('@octavo/workflows/interceptors'),
  payloadConverter: require.resolve('@octavo/workflows/payload-converter'),
  failureConverter: require.resolve('@octavo/workflows/failure-converter'),
  besideWorkflows: require.resolve('@octavo/workflows/beside-workflows'),
  besideInterceptors: require.resolve('@octavo/workflows/beside-interceptors'),
};

/** Modules that keep no state of a run: loaded once for all runs of a worker instead of once for each. */
export const sharedModules = [...new Set([require.resolve('@octavo/orchestrators'), workflowModules.workflows])];

/** The folders of the workflow code. */
export const workflowFolders = sharedModules.map((path) => dirname(path));

/** True for a file or folder of the workflow code. */
export function isWorkflowPath(path: string): boolean {
  return workflowFolders.some((folder) => `${path}${sep}`.startsWith(`${folder}${sep}`));
}
