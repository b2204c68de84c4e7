import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';
import { importsOf, loadsOnDemand, namesOf, standIns, writeBundle } from './bundle';
import { bundleWorkflows, importsWorkflows, workflowFiles } from './bundle-workflows';
import { writeSplit } from './split';
import type { Published } from './workspaces';

const plugins = [standIns(workflowFiles, (kind) => kind === 'require-resolve')];

/** Something that users import. */
interface Entry {
  /** Its module, as users import it. */
  readonly module: string;
  readonly name: string;
  /** Its source file, below the root. */
  readonly source: string;
}

/** Workers of teams load this entry at each start, so code that it needs later is in another file. */
const FIRST = '@octavo/worker/plugin';

/**
 * Writes the entries of a package: the code, and for each entry a file for `require` and one for `import`. Both export the
 * same objects, so that `instanceof` works, also between entries. Returns the imports of the code.
 */
export async function bundleEntries({ folder, manifest, target }: Published): Promise<readonly string[]> {
  const entries = Object.entries(manifest.exports).map(
    ([entry, source]): Entry => ({
      module: join(manifest.name, entry),
      name: entryName(entry),
      source: join(folder, source),
    }),
  );
  const lib = join(target, 'lib');
  const imports = (await writeCode(lib, entries)).flatMap(importsOf);
  for (const entry of entries) {
    await writeFile(join(target, `${entry.name}.js`), entryFile(entry));
    await writeFile(join(target, `${entry.name}.mjs`), wrapper(entry.name, await namesOf(entry.source, plugins)));
  }
  return importsWorkflows(imports) ? [...imports, ...(await bundleWorkflows(join(lib, 'workflows')))] : imports;
}

/** Writes the code of all entries but workflow code. */
async function writeCode(lib: string, entries: readonly Entry[]): Promise<Metafile[]> {
  const first = entries.find(({ module }) => module === FIRST)?.source;
  const others = entries.filter(({ module }) => module !== FIRST && workflowFiles[module] === undefined);
  const sources = others.map(({ source }) => source);
  if (first === undefined)
    return [await writeBundle({ file: join(lib, 'main.js'), input: loadsOnDemand(sources), plugins })];
  const names = { first: { name: 'plugin.js', entry: first }, rest: { name: 'main.js', entries: sources } };
  return await writeSplit({ lib, ...names, plugins });
}

/** `.` is `index`, `./rollout` is `rollout`: file names for resolvers that do not support `exports`. */
export function entryName(entry: string): string {
  return entry === '.' ? 'index' : entry.slice('./'.length);
}

// With `module.exports = require(…)`, Node parses the whole required file for export names at each `import`, which takes
// 0.1 s.
function entryFile(entry: Entry): string {
  const [file, key] = placeOf(entry);
  return `const code = require('./lib/${file}');\nmodule.exports = code[${JSON.stringify(key)}];\n`;
}

function placeOf({ module, name, source }: Entry): readonly [file: string, key: string] {
  if (workflowFiles[module] !== undefined) return ['workflows/main.js', name];
  return [module === FIRST ? 'plugin.js' : 'main.js', source];
}

function wrapper(name: string, names: readonly string[]): string {
  return `import entry from './${name}.js';\n\nexport const { ${names.join(', ')} } = entry;\n`;
}
