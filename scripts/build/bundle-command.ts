import { readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { ROOT, type Workspace } from './workspaces';

/** Our packages that every command loads; those of the worker, which most commands do not load, stay packages. */
const OWN = [
  '@octavo/activities/actions',
  '@octavo/activities/temporal-errors',
  '@octavo/client',
  '@octavo/config',
  '@octavo/orchestrators',
  '@octavo/planner',
];
const OF_OTHERS = ['@temporalio/envconfig', 'commander', 'ipaddr.js', 'picocolors', 'smol-toml', 'yaml', 'zod'];

/**
 * Makes one file of a command's `src/main.ts` and of what it loads at its start: several hundred small files take a
 * third of the time of a short command. The package has the licences of what is inside in THIRD-PARTY-LICENSES.
 */
export async function bundleCommand({ folder, target }: Workspace): Promise<void> {
  const { metafile } = await build({
    absWorkingDir: ROOT,
    entryPoints: [join(folder, 'src/main.ts')],
    outfile: join(target, 'src/main.js'),
    ...{ bundle: true, platform: 'node', target: 'node20', format: 'cjs', metafile: true, logLevel: 'error' },
    // Of the two forms in which libraries come, the one of ES modules can be left out in parts.
    mainFields: ['module', 'main'],
    plugins: [othersStayOutside, zodInEnglish],
  });
  await writeFile(join(target, 'THIRD-PARTY-LICENSES'), licencesOf(Object.keys(metafile.inputs)));
}

/** What the bundle requires at run time: a registry client has to put it where the bundle finds it. */
export function dependenciesOfBundle(workspaces: readonly Workspace[]): Readonly<Record<string, string>> {
  const inside = workspaces.filter(({ manifest }) => OWN.some((name) => isOf(manifest.name, name)));
  return Object.assign({}, ...inside.map(({ manifest }) => manifest.dependencies)) as Record<string, string>;
}

const othersStayOutside: Plugin = {
  name: 'others-stay-outside',
  setup(bundle) {
    bundle.onResolve({ filter: /^[^./]/ }, ({ path, kind }) => {
      const isInside = kind === 'entry-point' || [...OWN, ...OF_OTHERS].some((name) => isOf(name, path));
      return isInside ? undefined : { path, external: true };
    });
  },
};

/** Messages in fifty other languages, which nobody reads, are a fifth of what zod takes to load. */
const zodInEnglish: Plugin = {
  name: 'zod-in-english',
  setup(bundle) {
    bundle.onLoad({ filter: /zod[\\/]v4[\\/]locales[\\/]index\.js$/ }, ({ path }) => {
      return { contents: "export { default as en } from './en.js';", resolveDir: dirname(path) };
    });
  },
};

/** True for a package and for what is inside of it. */
function isOf(name: string, path: string): boolean {
  return path === name || path.startsWith(`${name}/`);
}

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
