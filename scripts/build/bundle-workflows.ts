import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Plugin } from 'esbuild';
import { importsOf, writeBundle } from './bundle';
import { ROOT, sourceOf } from './workspaces';

/** Modules that are loaded together, once for all runs. */
const TOGETHER = {
  '@octavo/orchestrators': 'orchestrators',
  '@octavo/orchestrators/language': 'language',
  '@octavo/worker/workflows': 'workflows',
  '@octavo/workflows': 'index',
  '@octavo/workflows/beside-interceptors': 'beside-interceptors',
  '@octavo/workflows/interceptors': 'interceptors',
};
/** Modules with side effects when they are loaded, or that Node loads too. */
const ALONE = {
  '@octavo/migration/workflow': 'migration',
  '@octavo/workflows/beside-workflows': 'beside-workflows',
  '@octavo/workflows/failure-converter': 'failure-converter',
  '@octavo/workflows/payload-converter': 'payload-converter',
};
const NAMES: Readonly<Record<string, string>> = { ...TOGETHER, ...ALONE };

/** The modules of the workflow code, with their files in the package `@octavo/worker`. */
export const workflowFiles: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(NAMES).map(([module, name]) => [module, `./workflows/${name}.js`]),
);

/** Whether code has files of the workflow code beside it. */
export function importsWorkflows(imports: readonly string[]): boolean {
  return imports.some((path) => path.startsWith('./workflows/'));
}

/**
 * Writes the workflow code: one file for the modules that are loaded together, because a team's bundle compiles them twice at
 * each start, and the files that workers look up. Each module is in one file. Returns the imports.
 */
export async function bundleWorkflows(folder: string): Promise<readonly string[]> {
  const sources = Object.entries(TOGETHER).map(
    ([module, name]) => `export * as '${name}' from './${sourceOf(module)}';`,
  );
  const input = { stdin: { contents: sources.join('\n'), resolveDir: ROOT } };
  const imports = importsOf(
    await writeBundle({ file: join(folder, 'main.js'), input, plugins: [filesFor(ALONE)], isCompact: true }),
  );
  for (const name of Object.values(TOGETHER))
    await writeFile(join(folder, `${name}.js`), `module.exports = require('./main.js')['${name}'];\n`);
  for (const [module, name] of Object.entries(ALONE)) {
    const { [module]: _itself, ...others } = NAMES;
    const request = { file: join(folder, `${name}.js`), input: { entryPoints: [sourceOf(module)] } };
    imports.push(...importsOf(await writeBundle({ ...request, plugins: [filesFor(others)] })));
  }
  return imports;
}

/** Keeps modules in their own files, for any kind of import. */
function filesFor(names: Readonly<Record<string, string>>): Plugin {
  const files = new Map(Object.entries(names).map(([module, name]) => [join(ROOT, sourceOf(module)), `./${name}.js`]));
  return {
    name: 'files-of-modules',
    setup: (bundle) =>
      bundle.onResolve({ filter: /^\.|^@octavo\// }, ({ path, resolveDir, kind }) => {
        const source = path.startsWith('.') ? `${join(resolveDir, path)}.ts` : join(ROOT, sourceOf(path));
        const file = kind === 'entry-point' ? undefined : files.get(source);
        return file === undefined ? undefined : { path: file, external: true };
      }),
  };
}
