import type { BundleOptions } from '@temporalio/worker';
import { withOneTemporal } from './one-temporal';
import type { WebpackConfiguration } from './webpack';
import { sharedModules, workflowModules } from './workflow-modules';

/** How a worker and its workflow code convert values and errors. */
export const dataConverter = {
  payloadConverterPath: workflowModules.payloadConverter,
  failureConverterPath: workflowModules.failureConverter,
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
    workflowInterceptorModules: [workflowModules.interceptors, ...workflowInterceptorModules],
    webpackConfigHook: (config) => webpackConfigHook(withOneTemporal(modernOutput(config), workflowsPath)),
  };
}

/** The syntax that every supported Node runs. */
const TARGET = 'es2022';

/**
 * Temporal's bundler compiles for the Node of 2017: private members become maps beside their objects, and `{ ...x }`
 * becomes a call. Compiled for current versions, the engine takes a third less time.
 */
function modernOutput(config: WebpackConfiguration): WebpackConfiguration {
  const rules = (config.module?.rules ?? []).map((rule) =>
    isForSwc(rule) ? { ...rule, use: retarget(rule.use) } : rule,
  );
  return { ...config, module: { ...config.module, rules } };
}

interface SwcUse {
  readonly loader: string;
  readonly options: { readonly jsc: object };
}

function retarget({ loader, options }: SwcUse): SwcUse {
  return { loader, options: { ...options, jsc: { ...options.jsc, target: TARGET } } };
}

function isForSwc(rule: unknown): rule is { readonly use: SwcUse } {
  if (typeof rule !== 'object' || rule === null || !('use' in rule)) return false;
  const { use } = rule;
  return typeof use === 'object' && use !== null && 'loader' in use && String(use.loader).includes('swc-loader');
}
