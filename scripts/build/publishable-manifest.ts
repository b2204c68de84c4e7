import type { Manifest } from './workspaces';

/**
 * What a package.json says in the registry: compiled entry points with types, nothing private. Temporal's packages are peers,
 * of which a project has one version: Octavo's worker overrides internals of theirs, so that they may differ in the patch only.
 */
export function publishableManifest(manifest: Manifest, engines: unknown): Record<string, unknown> {
  const { private: _private, devDependencies: _devDependencies, bin, exports, dependencies = {}, ...kept } = manifest;
  const [temporal, others] = [isOfTemporal, isOfOthers].map((belongs) => rangesOf(dependencies, belongs));
  const peers = { ...kept.peerDependencies, ...temporal };
  const main = compiled(exports['.'] ?? './index.ts');
  return {
    ...kept,
    // A command has all that it needs.
    dependencies: bin === undefined ? others : { ...temporal, ...others },
    ...(bin === undefined && Object.keys(peers).length > 0 ? { peerDependencies: peers } : {}),
    engines,
    publishConfig: { access: 'public' },
    main,
    types: main.replace(/\.js$/, '.d.ts'),
    exports: { ...mapValues(exports, conditions), './package.json': './package.json' },
    ...(bin === undefined ? {} : { bin }),
  };
}

const isOfTemporal = (name: string): boolean => name.startsWith('@temporalio/');
const isOfOthers = (name: string): boolean => !isOfTemporal(name);

/** The dependencies that belong, those on Temporal by their range. */
export function rangesOf(
  dependencies: Readonly<Record<string, string>>,
  belongs: (name: string) => boolean = () => true,
): Record<string, string> {
  const entries = Object.entries(dependencies).filter(([name]) => belongs(name));
  return Object.fromEntries(
    entries.map(([name, version]) => [
      name,
      isOfTemporal(name) ? version.replace(/^(\d+\.\d+)\.\d+$/, '~$1') : version,
    ]),
  );
}

function conditions(source: string): Record<string, string> {
  return { types: source.replace(/\.ts$/, '.d.ts'), default: compiled(source) };
}

function compiled(source: string): string {
  return source.replace(/\.ts$/, '.js');
}

function mapValues<V, W>(record: Readonly<Record<string, V>>, map: (value: V) => W): Record<string, W> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}
