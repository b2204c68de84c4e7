import { dirname, sep } from 'node:path';
import type { BundleOptions } from '@temporalio/worker';
import { workflowFolders } from './workflow-modules';

type WebpackConfiguration = Parameters<NonNullable<BundleOptions['webpackConfigHook']>>[0];
type WebpackPlugin = Extract<NonNullable<WebpackConfiguration['plugins']>[number], { readonly apply: unknown }>;

const folders = workflowFolders.map((folder) => folder + sep);

/**
 * Lets Octavo's workflow code use the copy of Temporal's packages that the workflows at `workflowsPath` use. Where a
 * package manager has installed a second copy for Octavo, each of its runs would fail.
 */
export function withOneTemporal(config: WebpackConfiguration, workflowsPath: string): WebpackConfiguration {
  return { ...config, plugins: [...(config.plugins ?? []), resolveTemporalFrom(dirname(workflowsPath))] };
}

function resolveTemporalFrom(folder: string): WebpackPlugin {
  return {
    apply: ({ hooks }) =>
      hooks.normalModuleFactory.tap('octavo', (factory) =>
        factory.hooks.beforeResolve.tap('octavo', (data) => {
          const isOfOctavo = folders.some((own) => `${data.context}${sep}`.startsWith(own));
          if (isOfOctavo && data.request.startsWith('@temporalio/')) data.context = folder;
        }),
      ),
  };
}
