import type { BundleOptions } from '@temporalio/worker';
import { modernOutput } from './modern-output';

/** Modules that keep no state of a run: loaded once for all runs of a worker instead of once for each. */
export const sharedModules = ['@octavo/orchestrators', '@octavo/workflows'];

/** How a worker and its workflow code write values and errors, and read them. */
export const dataConverter = {
  payloadConverterPath: require.resolve('@octavo/workflows/payload-converter'),
  failureConverterPath: require.resolve('@octavo/workflows/failure-converter'),
};

/** What a bundle of Octavo's workflows needs, for those who call `bundleWorkflowCode` themselves. */
export function bundlerOptionsFor(workflowsPath: string): BundleOptions {
  return {
    ...dataConverter,
    workflowsPath,
    preloadModules: [...new Set([...sharedModules, workflowsPath])],
    workflowInterceptorModules: [require.resolve('@octavo/workflows/interceptors')],
    webpackConfigHook: modernOutput,
  };
}
