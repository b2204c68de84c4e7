import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { importsOf, loadsOnDemand, namesOf, standIns, writeBundle } from './bundle';
import { bundleWorkflows, workflowFiles } from './bundle-workflows';
import type { Published } from './workspaces';

const lookedUp = standIns(workflowFiles, (kind) => kind === 'require-resolve');

/**
 * Writes the entries of a package: one file with all the code, and for each entry a file for `require` and one for `import`.
 * Both export the same objects, so that `instanceof` works. Returns the imports of the code.
 */
export async function bundleEntries({ folder, manifest, target }: Published): Promise<readonly string[]> {
  const entries = Object.entries(manifest.exports).map(([entry, source]) => [entryName(entry), join(folder, source)]);
  const lib = join(target, 'lib');
  const input = loadsOnDemand(Object.fromEntries(entries) as Record<string, string>);
  const imports = importsOf(await writeBundle({ file: join(lib, 'main.js'), input, plugins: [lookedUp] }));
  for (const [name = '', source = ''] of entries) {
    await writeFile(join(target, `${name}.js`), entryFile(name));
    await writeFile(join(target, `${name}.mjs`), wrapper(name, await namesOf(source, [lookedUp])));
  }
  const hasWorkflows = imports.some((path) => path.startsWith('./workflows/'));
  return hasWorkflows ? [...imports, ...(await bundleWorkflows(join(lib, 'workflows')))] : imports;
}

/** `.` is `index`, `./rollout` is `rollout`: file names for resolvers that do not support `exports`. */
export function entryName(entry: string): string {
  return entry === '.' ? 'index' : entry.slice('./'.length);
}

// `main` is a variable, because for `module.exports = require(…)` Node would search the whole bundle for export names at each
// `import`, which takes 0.1 s.
function entryFile(name: string): string {
  return `const main = require('./lib/main.js');\nmodule.exports = main[${JSON.stringify(name)}];\n`;
}

function wrapper(name: string, names: readonly string[]): string {
  return `import entry from './${name}.js';\n\nexport const { ${names.join(', ')} } = entry;\n`;
}
