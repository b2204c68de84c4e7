import { dirname } from 'node:path';
import type { WebpackConfiguration, WebpackPlugin } from './webpack';
import { isWorkflowPath } from './workflow-modules';

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
          if (isWorkflowPath(data.context) && data.request.startsWith('@temporalio/')) data.context = folder;
        }),
      ),
  };
}
