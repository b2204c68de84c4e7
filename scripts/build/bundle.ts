import { mkdir, writeFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { build, type BuildOptions, type ImportKind, type Metafile, type Plugin } from 'esbuild';
import { ROOT } from './workspaces';

/** Something to make one file of. */
export interface BundleRequest {
  /** Where the file is written. */
  readonly file: string;
  /** The file whose code runs when the bundle is loaded. */
  readonly input: Pick<BuildOptions, 'entryPoints' | 'stdin'>;
  /** How imports are resolved: what is ours is inside and what is of others outside, unless these say otherwise. */
  readonly plugins?: readonly Plugin[];
  /** Packages of others that are inside too. Default: none. */
  readonly inside?: readonly string[] | undefined;
}

/** What every supported Node runs, with names as they are written: in stack traces they say where an error comes from. */
const shared: BuildOptions = {
  ...{ absWorkingDir: ROOT, bundle: true, write: false, metafile: true, logLevel: 'error' },
  ...{ platform: 'node', target: 'node20', minifyWhitespace: true, minifySyntax: true },
  // Of the two forms in which libraries come, the one of ES modules can be left out in parts.
  mainFields: ['module', 'main'],
};

/** Writes a bundle in CommonJS with its source map, and gives what it is made of. */
export async function writeBundle({ file, input, plugins = [], inside }: BundleRequest): Promise<Metafile> {
  // Paths of sources are those below the root, wherever the package is written.
  const outfile = join(ROOT, 'lib', basename(file));
  const options: BuildOptions = { ...shared, ...input, format: 'cjs', sourcemap: true, outfile };
  const { outputFiles = [], metafile } = await build({ ...options, plugins: [...plugins, othersStayOutside(inside)] });
  await mkdir(dirname(file), { recursive: true });
  for (const { path, contents } of outputFiles) await writeFile(path.endsWith('.map') ? `${file}.map` : file, contents);
  return metafile as Metafile;
}

/** A file that loads each of some files when it is asked for its path first; all share what they have in common. */
export function loadsOnDemand(files: readonly string[], program?: string): Pick<BuildOptions, 'stdin'> {
  const getters = files.map((file) => `get ${JSON.stringify(file)}() { ${load(file)} }`);
  const run = program === undefined ? '' : `(() => { ${load(program)} })();`;
  return { stdin: { contents: `module.exports = { ${getters.join(', ')} };${run}`, resolveDir: ROOT } };
}

const load = (file: string): string => `return require(${JSON.stringify(`./${file}`)});`;

/** The names of the values that a file exports. */
export async function namesOf(file: string, plugins: readonly Plugin[]): Promise<readonly string[]> {
  const { outputs } = await analyse(file, { plugins });
  return Object.values(outputs).flatMap(({ exports }) => exports);
}

/** The files that a file loads, itself among them, below the root. */
export async function inputsOf(file: string, parts: Pick<BundleRequest, 'plugins' | 'inside'>): Promise<string[]> {
  const { inputs } = await analyse(file, parts);
  return Object.keys(inputs).filter((path) => !path.includes(':'));
}

async function analyse(
  file: string,
  { plugins = [], inside }: Pick<BundleRequest, 'plugins' | 'inside'>,
): Promise<Metafile> {
  const options: BuildOptions = { ...shared, entryPoints: [file], format: 'esm', outdir: ROOT };
  const { metafile } = await build({ ...options, plugins: [...plugins, othersStayOutside(inside)] });
  return metafile as Metafile;
}

/** What a bundle leaves to be found when it is loaded. */
export function importsOf({ outputs }: Metafile): string[] {
  return Object.values(outputs).flatMap(({ imports }) =>
    imports.filter(({ external }) => external === true).map(({ path }) => path),
  );
}

/** The packages that imports name, each once; what is relative or Node's own is none. */
export function packagesIn(specifiers: readonly string[]): string[] {
  const others = specifiers.filter((path) => !path.startsWith('.') && !isBuiltin(path));
  return [...new Set(others.map((path) => path.split('/', path.startsWith('@') ? 2 : 1).join('/')))].sort();
}

/** Leaves modules of ours outside: another file of the package, or another package, has them. */
export function standIns(paths: Readonly<Record<string, string>>, isFor: (kind: ImportKind) => boolean): Plugin {
  return {
    name: 'stand-ins',
    setup: (bundle) =>
      bundle.onResolve({ filter: /^@octavo\// }, ({ path, kind }) => {
        const standIn = isFor(kind) ? paths[path] : undefined;
        return standIn === undefined ? undefined : { path: standIn, external: true };
      }),
  };
}

function othersStayOutside(inside: readonly string[] = []): Plugin {
  return {
    name: 'others-stay-outside',
    setup: (bundle) =>
      bundle.onResolve({ filter: /^[^./]/ }, ({ path, kind }) => {
        const isInside =
          path.startsWith('@octavo/') || inside.some((name) => path === name || path.startsWith(`${name}/`));
        return kind === 'entry-point' || isInside ? undefined : { path, external: true };
      }),
  };
}
