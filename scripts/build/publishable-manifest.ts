import type { Manifest } from './workspaces';

/** What a package.json says in the registry: compiled entry points with types, nothing private. */
export function publishableManifest(manifest: Manifest, engines: unknown): Record<string, unknown> {
  const { private: _private, devDependencies: _devDependencies, bin, exports, ...kept } = manifest;
  const main = compiled(exports['.'] ?? './index.ts');
  return {
    ...kept,
    engines,
    publishConfig: { access: 'public' },
    main,
    types: main.replace(/\.js$/, '.d.ts'),
    exports: { ...mapValues(exports, conditions), './package.json': './package.json' },
    ...(bin === undefined ? {} : { bin }),
  };
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
