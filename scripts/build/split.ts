import { join, relative } from 'node:path';
import type { Metafile, OnResolveArgs, Plugin, PluginBuild } from 'esbuild';
import { type BundleRequest, inputsOf, loadsOnDemand, writeBundle } from './bundle';
import { ROOT } from './workspaces';

/** Code in two files of a folder, with each module in one of them. */
export interface SplitRequest extends Pick<BundleRequest, 'plugins' | 'inside' | 'isCompact'> {
  readonly lib: string;
  /** The modules that the entry loads at once. A program also runs when its file is loaded. */
  readonly first: { readonly name: string; readonly entry: string; readonly isProgram?: boolean };
  /** All other modules: those of the entries, and those that `first` loads later. */
  readonly rest: { readonly name: string; readonly entries: readonly string[] };
}

/** Writes both files. Each gives its modules by their paths below the root. */
export async function writeSplit({ lib, first, rest, plugins = [], ...parts }: SplitRequest): Promise<Metafile[]> {
  const later = new Set<string>();
  const { entry, isProgram = false } = first;
  const leaveLater = leaveTo(rest.name, isLater, (path) => {
    later.add(path);
    return true;
  });
  const atOnce = new Set(await inputsOf(entry, { plugins: [leaveLater, ...plugins], ...parts }));
  const leaveFirst = leaveTo(first.name, isImport, (path) => atOnce.has(path));
  const write = async (name: string, files: readonly string[], other: Plugin, program?: string): Promise<Metafile> =>
    await writeBundle({
      file: join(lib, name),
      input: loadsOnDemand(files, program),
      plugins: [other, ...plugins],
      ...parts,
    });
  return [
    await write(first.name, [...atOnce], leaveLater, isProgram ? entry : undefined),
    await write(rest.name, [...new Set([...rest.entries, ...later])], leaveFirst),
  ];
}

const isImport = ({ kind }: OnResolveArgs): boolean => kind !== 'entry-point' && kind !== 'require-resolve';

/** Our own modules load at once what they import, and later what they require; libraries in CommonJS require all. */
const isLater = ({ kind, path, importer }: OnResolveArgs): boolean =>
  kind === 'require-call' && path.startsWith('.') && importer.endsWith('.ts');

/** Leaves modules to another file of the folder. */
function leaveTo(
  name: string,
  isCandidate: (args: OnResolveArgs) => boolean,
  isThere: (path: string) => boolean,
): Plugin {
  const setup = (bundle: PluginBuild): void => {
    bundle.onResolve({ filter: /./, namespace: 'file' }, async (args) => {
      if (args.pluginData === IS_RESOLVING || !isCandidate(args)) return undefined;
      const { path, resolveDir, importer, kind } = args;
      const resolved = await bundle.resolve(path, { resolveDir, importer, kind, pluginData: IS_RESOLVING });
      const key = relative(ROOT, resolved.path);
      return !resolved.external && isThere(key) ? { path: key, namespace: 'elsewhere' } : undefined;
    });
    bundle.onLoad({ filter: /./, namespace: 'elsewhere' }, ({ path }) => {
      return { contents: `module.exports = require('./${name}')[${JSON.stringify(path)}];` };
    });
    bundle.onResolve({ filter: /./, namespace: 'elsewhere' }, ({ path }) => ({ path, external: true }));
  };
  return { name: 'leave-to', setup };
}

const IS_RESOLVING = 'is resolving';
