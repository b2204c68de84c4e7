import { mkdir, writeFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { build, type BuildOptions, type ImportKind, type Metafile, type Plugin } from 'esbuild';
import { ROOT } from './workspaces';

/** The input of a bundle. */
export interface BundleRequest {
  /** Where the file is written. */
  readonly file: string;
  /** The file whose code runs when the bundle is loaded. */
  readonly input: Pick<BuildOptions, 'entryPoints' | 'stdin'>;
  /** Change how imports are resolved. Default: Octavo's modules are bundled, other packages are not. */
  readonly plugins?: readonly Plugin[];
  /** Third-party packages to include. Default: none. */
  readonly inside?: readonly string[] | undefined;
  /** True for code that is compiled at each start. Default false: users can read it. */
  readonly isCompact?: boolean | undefined;
}

/** For every supported Node. */
const shared: BuildOptions = {
  ...{ absWorkingDir: ROOT, bundle: true, write: false, metafile: true, logLevel: 'error' },
  ...{ platform: 'node', target: 'node20' },
  // Prefers the ES modules of libraries, from which unused parts can be removed.
  mainFields: ['module', 'main'],
};

/** For code that every start compiles. Node prints the line of an uncaught error, so no line is long. */
const compact: BuildOptions = { minifyWhitespace: true, minifySyntax: true, lineLimit: 160 };

/** Writes a bundle in CommonJS with its source map, and returns its metafile. */
export async function writeBundle({ file, input, plugins = [], inside, isCompact }: BundleRequest): Promise<Metafile> {
  // Makes the paths of sources relative to the root, for any target folder.
  const outfile = join(ROOT, 'lib', basename(file));
  const options: BuildOptions = { ...input, format: 'cjs', sourcemap: true, outfile };
  const { outputFiles = [], metafile } = await build({
    ...shared,
    ...(isCompact === true ? compact : {}),
    ...options,
    plugins: [...plugins, othersStayOutside(inside)],
  });
  await mkdir(dirname(file), { recursive: true });
  for (const { path, text } of outputFiles)
    await (path.endsWith('.map') ? writeFile(`${file}.map`, text) : writeFile(file, withClassNames(text)));
  return metafile as Metafile;
}

/**
 * The bundler calls a class `_Name` if its code uses its name, and Node prints this name before the message of an error. The
 * bundler's own option for names would call a function whenever code creates a function, also in workflow code.
 */
function withClassNames(code: string): string {
  const names = new Set([...code.matchAll(/\b(\w+)\s?=\s?class _\1\b/g)].map(([, name]) => name));
  return code.replaceAll(/(?<![\w$.])_(\w+)\b/g, (found, name: string) => (names.has(name) ? name : found));
}

/** A module with one getter per file. Reading a getter loads its file; files share common modules. */
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

/** The imports that a bundle resolves when it is loaded. */
export function importsOf({ outputs }: Metafile): string[] {
  return Object.values(outputs).flatMap(({ imports }) =>
    imports.filter(({ external }) => external === true).map(({ path }) => path),
  );
}

/** The packages in imports, each once, without relative paths and Node's own modules. */
export function packagesIn(specifiers: readonly string[]): string[] {
  const others = specifiers.filter((path) => !path.startsWith('.') && !isBuiltin(path));
  return [...new Set(others.map((path) => path.split('/', path.startsWith('@') ? 2 : 1).join('/')))].sort();
}

/** Keeps modules of Octavo outside of the bundle, because another file or package has them. */
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
