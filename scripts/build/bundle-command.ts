import { readdirSync, readFileSync } from 'node:fs';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Plugin } from 'esbuild';
import { importsOf, standIns } from './bundle';
import { writeSplit } from './split';
import { type Published, ROOT } from './workspaces';

/** Modules that start a worker, and modules that most commands do not load, are in the package `@octavo/worker`. */
const OF_WORKERS = {
  '@octavo/worker': '@octavo/worker',
  '@octavo/migration': '@octavo/worker/migration',
  '@octavo/migration/rollout': '@octavo/worker/migration',
};
/** Packages that every command loads, which are bundled. */
const INSIDE = ['@temporalio/envconfig', 'commander', 'ipaddr.js', 'picocolors', 'smol-toml', 'yaml', 'zod'];
const BIN = "#!/usr/bin/env node\nrequire('../lib/main.js');\n";

/**
 * Bundles a command's `src/main.ts` into two files: the modules that each start loads, and all others. Loading several hundred
 * small files would take a third of the time of a short command. The licences of bundled packages are in
 * THIRD-PARTY-LICENSES. Returns the imports of the files.
 */
export async function bundleCommand({ folder, manifest, target }: Published): Promise<readonly string[]> {
  const files = await writeSplit({
    lib: join(target, 'lib'),
    first: { name: 'main.js', entry: join(folder, 'src/main.ts'), isProgram: true },
    rest: { name: 'commands.js', entries: [] },
    plugins: [standIns(OF_WORKERS, () => true), zodInEnglish],
    inside: INSIDE,
    isCompact: true,
  });
  const inputs = files.flatMap((metafile) => Object.keys(metafile.inputs));
  await writeFile(join(target, 'THIRD-PARTY-LICENSES'), licencesOf(inputs));
  for (const path of Object.values(manifest.bin ?? {})) await writeBin(join(target, path));
  return files.flatMap(importsOf);
}

async function writeBin(path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, BIN);
  await chmod(path, 0o755);
}

/** Leaves out zod's messages in fifty other languages, which take a fifth of its load time. */
const zodInEnglish: Plugin = {
  name: 'zod-in-english',
  setup(bundle) {
    bundle.onLoad({ filter: /zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, ({ path }) => {
      return { contents: "export { default as en } from './en.js';", resolveDir: dirname(path) };
    });
  },
};

function licencesOf(inputs: readonly string[]): string {
  const found = inputs.flatMap((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1] ?? []);
  return [...new Set(found)].sort().map(licenceOf).join('\n');
}

function licenceOf(name: string): string {
  const folder = join(ROOT, 'node_modules', name);
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  if (file === undefined)
    throw new Error(`${name} has no licence that could be passed on; leave it out of the bundle.`);
  return `${name}\n\n${readFileSync(join(folder, file), 'utf8')}`;
}
