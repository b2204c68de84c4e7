import type { BundleOptions } from '@temporalio/worker';
import { modernOutput } from './modern-output';

/** Modules without state of a run: they are loaded once for all runs of a worker instead of once for each run. */
export const sharedModules = ['@octavo/orchestrators', '@octavo/workflows'];

/** How a worker and its workflow code convert values and errors. */
export const dataConverter = {
  payloadConverterPath: require.resolve('@octavo/workflows/payload-converter'),
  failureConverterPath: require.resolve('@octavo/workflows/failure-converter'),
};

/** The parts that users add to a bundle. */
export type BundleParts = Omit<
  BundleOptions,
  'workflowsPath' | 'payloadConverterPath' | 'failureConverterPath' | 'logger'
>;

/** The bundler options for Octavo's workflows, for code that calls `bundleWorkflowCode` itself. */
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
