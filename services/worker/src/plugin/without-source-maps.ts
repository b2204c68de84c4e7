import { dirname, sep } from 'node:path';
import type { BundleOptions } from '@temporalio/worker';
import { sharedModules } from '../bundler-options';

type WebpackConfiguration = Parameters<NonNullable<BundleOptions['webpackConfigHook']>>[0];
type WebpackPlugin = Extract<NonNullable<WebpackConfiguration['plugins']>[number], { readonly apply: unknown }>;

const folders = sharedModules.map((name) => dirname(require.resolve(name)) + sep);
/** The one large library that Octavo's workflow code loads. */
const LIBRARY = /[\\/]node_modules[\\/]re2js[\\/]/;

/**
 * Leaves Octavo's modules out of the source map of a bundle. A worker holds the map as long as it runs, in two threads; with
 * them it would be twice as large. Stack traces through Octavo have positions of the bundle then; the team's are as before.
 */
export function withoutSourceMaps(config: WebpackConfiguration): WebpackConfiguration {
  return { ...config, plugins: [...(config.plugins ?? []), withoutMapsOfOctavo] };
}

const withoutMapsOfOctavo: WebpackPlugin = {
  apply: ({ hooks }) =>
    hooks.compilation.tap('octavo', (compilation) =>
      // Late: webpack itself says for each module here that it has a map.
      compilation.hooks.buildModule.tap({ name: 'octavo', stage: 1_000 }, (module) => {
        if (isOfOctavo(module)) Object.assign(module, { useSourceMap: false, useSimpleSourceMap: false });
      }),
    ),
};

function isOfOctavo(module: object): boolean {
  const path = 'resource' in module ? String(module.resource) : '';
  return LIBRARY.test(path) || folders.some((folder) => path.startsWith(folder));
}
