import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { importsOf, loadsOnDemand, namesOf, standIns, writeBundle } from './bundle';
import { type Published, sourceOf } from './workspaces';

/** Modules of workflow code, which workers look up for Temporal's bundler, by the files that packages have of them. */
const WORKFLOW_FILES: Readonly<Record<string, string>> = {
  '@octavo/orchestrators': './workflows/index.js',
  '@octavo/workflows': './workflows/index.js',
  '@octavo/workflows/beside-interceptors': './workflows/beside-interceptors.js',
  '@octavo/workflows/beside-workflows': './workflows/beside-workflows.js',
  '@octavo/workflows/failure-converter': './workflows/failure-converter.js',
  '@octavo/workflows/interceptors': './workflows/interceptors.js',
  '@octavo/workflows/payload-converter': './workflows/payload-converter.js',
  '@octavo/migration/workflow': './workflows/migration.js',
};
const workflowFiles = standIns(WORKFLOW_FILES, (kind) => kind === 'require-resolve');

/**
 * Writes what users import: one file with all the code, and for each entry a file for `require` and one for `import`. Both
 * give the same objects, so that `instanceof` holds. Returns what the code imports.
 */
export async function bundleEntries({ folder, manifest, target }: Published): Promise<readonly string[]> {
  const entries = Object.entries(manifest.exports).map(([entry, source]) => [entryName(entry), join(folder, source)]);
  const lib = join(target, 'lib');
  const input = loadsOnDemand(Object.fromEntries(entries) as Record<string, string>);
  const imports = importsOf(await writeBundle({ file: join(lib, 'main.js'), input, plugins: [workflowFiles] }));
  for (const [name = '', source = ''] of entries) {
    await writeFile(join(target, `${name}.js`), entryFile('./lib/main.js', name));
    await writeFile(join(target, `${name}.mjs`), wrapper(name, await namesOf(source, [workflowFiles])));
  }
  const wanted = new Set(imports.filter((path) => path.startsWith('./workflows/')));
  return wanted.size === 0 ? imports : [...imports, ...(await bundleWorkflows(lib, wanted))];
}

/** `.` is `index`, `./rollout` is `rollout`: what resolvers find that do not know `exports`. */
export function entryName(entry: string): string {
  return entry === '.' ? 'index' : entry.slice('./'.length);
}

/** Writes the workflow code: one file, which is loaded once for all runs, and the files that workers look up. */
async function bundleWorkflows(lib: string, files: ReadonlySet<string>): Promise<readonly string[]> {
  // Of two modules in one file the later one has everything of the first.
  const sources = new Map(Object.entries(WORKFLOW_FILES).map(([module, file]) => [file, sourceOf(module)]));
  const input = loadsOnDemand(Object.fromEntries([...sources].filter(([file]) => files.has(file))));
  const metafile = await writeBundle({ file: join(lib, 'workflows/main.js'), input });
  for (const file of files) await writeFile(join(lib, file), entryFile('./main.js', file));
  return importsOf(metafile);
}

function entryFile(main: string, name: string): string {
  return `module.exports = require('${main}')[${JSON.stringify(name)}];\n`;
}

function wrapper(name: string, names: readonly string[]): string {
  return `import entry from './${name}.js';\n\nexport const { ${names.join(', ')} } = entry;\n`;
}
