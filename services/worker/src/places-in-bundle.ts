import { dirname, relative } from 'node:path';
import type { WebpackConfiguration } from './webpack';
import { workflowModules } from './workflow-modules';

const root = dirname(dirname(workflowModules.workflows));

/**
 * Names the sources of a bundle without the folder of the project, for a bundle that other projects use too. A stack trace
 * has `node_modules/@octavo/worker/lib/workflows/main.js` then.
 */
export function withoutProjectFolder(config: WebpackConfiguration): WebpackConfiguration {
  const nameSource = (source: { readonly absoluteResourcePath: string }): string =>
    placeOf(source.absoluteResourcePath);
  return { ...config, output: { ...config.output, devtoolModuleFilenameTemplate: nameSource } };
}

/** The path from the last folder of packages; in a checkout, the path from its root. */
function placeOf(path: string): string {
  return /^.*[\\/](node_modules[\\/].*)$/.exec(path)?.[1] ?? relative(root, path);
}
