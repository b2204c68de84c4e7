import type { WebpackConfiguration, WebpackPlugin } from '../webpack';
import { isWorkflowPath } from '../workflow-modules';

/** The only large library that Octavo's workflow code loads. */
const LIBRARY = /[\\/]node_modules[\\/]re2js[\\/]/;

/**
 * Removes Octavo's modules from the source map of a bundle. A worker holds the map as long as it runs, in two threads;
 * with these modules it would be twice as large. Stack traces through Octavo then have positions in the bundle; those
 * of the team's code do not change.
 */
export function withoutSourceMaps(config: WebpackConfiguration): WebpackConfiguration {
  return { ...config, plugins: [...(config.plugins ?? []), withoutMapsOfOctavo] };
}

const withoutMapsOfOctavo: WebpackPlugin = {
  apply: ({ hooks }) =>
    hooks.compilation.tap('octavo', (compilation) =>
      // This runs late, because webpack itself adds a map for each module before.
      compilation.hooks.buildModule.tap({ name: 'octavo', stage: 1_000 }, (module) => {
        if (isOfOctavo(module)) Object.assign(module, { useSourceMap: false, useSimpleSourceMap: false });
      }),
    ),
};

function isOfOctavo(module: object): boolean {
  const path = 'resource' in module ? String(module.resource) : '';
  return LIBRARY.test(path) || isWorkflowPath(path);
}
