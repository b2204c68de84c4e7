import { packagesIn } from './bundle';
import { entryName } from './bundle-entries';
import { importsWorkflows } from './bundle-workflows';
import { listWorkspaces, type Manifest, readManifest, type Workspace } from './workspaces';

/** Fields that are copied from the root's package.json, if it has them. */
const OF_ALL = ['author', 'license', 'engines', 'repository', 'homepage', 'bugs'];

/**
 * The package.json for the registry: entries for both module systems with their types, and every package that the code or the
 * types import. A command has all of them as dependencies; other packages have some as peers, so that a project has only one
 * version of them.
 */
export function publishableManifest(
  { folder, manifest }: Workspace,
  imports: readonly string[],
  root: Readonly<Record<string, unknown>> = readManifest('.'),
): Record<string, unknown> {
  const { name, version, description, keywords, bin, exports, peerDependenciesMeta, publishConfig } = manifest;
  const ranges = rangesOf(packagesIn(imports).filter((found) => found !== name));
  const peers = bin === undefined ? peersIn(imports) : [];
  return {
    ...{ name, version, description, keywords },
    ...pick(root, (field) => OF_ALL.includes(field)),
    ...repositoryOf(root, folder),
    type: 'commonjs',
    ...(bin === undefined ? entriesOf(exports) : { bin, exports: { './package.json': './package.json' } }),
    sideEffects: bin !== undefined || sideEffectsOf(imports),
    dependencies: pick(ranges, (found) => !peers.includes(found)),
    ...(bin === undefined
      ? { peerDependencies: pick(ranges, (found) => peers.includes(found)), peerDependenciesMeta }
      : {}),
    publishConfig,
  };
}

/** The root's repository, with the folder of the package. */
function repositoryOf({ repository }: Readonly<Record<string, unknown>>, directory: string): object {
  return typeof repository === 'object' ? { repository: { ...repository, directory } } : {};
}

/** Only workflow code has an effect when it is loaded: it prepares the sandbox. */
function sideEffectsOf(imports: readonly string[]): false | readonly string[] {
  return importsWorkflows(imports) ? ['./lib/workflows/*.js'] : false;
}

/** The imported packages that become peers. */
export function peersIn(imports: readonly string[]): string[] {
  return packagesIn(imports).filter((name) => rangeOfPeer(name, '') !== undefined);
}

function entriesOf(exports: Manifest['exports']): Record<string, unknown> {
  const entries = Object.keys(exports).map((entry) => [entry, conditionsOf(`./${entryName(entry)}`)]);
  return {
    main: './index.js',
    types: './index.d.ts',
    exports: { ...Object.fromEntries(entries), './package.json': './package.json' },
  };
}

function conditionsOf(path: string): Record<string, unknown> {
  return {
    import: { types: `${path}.d.mts`, default: `${path}.mjs` },
    require: { types: `${path}.d.ts`, default: `${path}.js` },
  };
}

/** The version ranges in the workspaces. @throws Error for a package that no workspace lists */
function rangesOf(names: readonly string[]): Record<string, string> {
  const workspaces = listWorkspaces().map(({ manifest }) => manifest);
  const versions = Object.assign({}, ...workspaces.map(({ dependencies }) => dependencies)) as Record<string, string>;
  for (const { name, version } of workspaces) versions[name] = version;
  const entries = names.map((name) => {
    const version = versions[name];
    if (version === undefined) throw new Error(`${name} is imported, and no workspace has it as a dependency.`);
    return [name, rangeOfPeer(name, version) ?? version];
  });
  return Object.fromEntries(entries) as Record<string, string>;
}

/**
 * The range of a peer; undefined for other packages. Octavo's worker overrides internals of Temporal's worker, so only the
 * patch version may differ. Schemas of zod and connections of ioredis pass between a project and Octavo.
 */
function rangeOfPeer(name: string, version: string): string | undefined {
  const minor = version.split('.', 2).join('.');
  if (name.startsWith('@temporalio/')) return `~${minor}`;
  return ['ioredis', 'zod'].includes(name) ? `^${minor}` : undefined;
}

function pick<V>(record: Readonly<Record<string, V>>, isWanted: (key: string) => boolean): Record<string, V> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => isWanted(key)));
}
