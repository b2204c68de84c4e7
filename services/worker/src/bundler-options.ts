import type { BundleOptions } from '@temporalio/worker';
import { modernOutput } from './modern-output';

/** Modules that keep no state of a run: loaded once for all runs of a worker instead of once for each. */
export const sharedModules = ['@octavo/orchestrators', '@octavo/workflows'];

/** How a worker and its workflow code write values and errors, and read them. */
export const dataConverter = {
  payloadConverterPath: require.resolve('@octavo/workflows/payload-converter'),
  failureConverterPath: require.resolve('@octavo/workflows/failure-converter'),
};

/** What users add to a bundle. */
export type BundleParts = Omit<
  BundleOptions,
  'workflowsPath' | 'payloadConverterPath' | 'failureConverterPath' | 'logger'
>;

/** What a bundle of Octavo's workflows needs, for those who call `bundleWorkflowCode` themselves. */
export function bundlerOptionsFor(workflowsPath: string, parts: BundleParts = {}): BundleOptions {
  const { preloadModules = [], workflowInterceptorModules = [], webpackConfigHook = (same) => same } = parts;
  return {
    ...parts,
    ...dataConverter,
    workflowsPath,
    preloadModules: [...new Set([...sharedModules, workflowsPath, ...preloadModules])],
    workflowInterceptorModules: [require.resolve('@octavo/workflows/interceptors'), ...workflowInterceptorModules],
    webpackConfigHook: (config) => webpackConfigHook(modernOutput(config)),
  };
}
