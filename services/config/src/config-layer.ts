import { resolve } from 'node:path';
import type { ConfigProblem, ConfigSource } from './config-problem';
import { configSchema, parseConfig } from './config-schema';
import { describeIssues } from './describe-issues';
import { filePath, isPemText, pem } from './field-schemas';
import { isMap, schemasAt } from './fields';

/** What one source sets of the configuration, in the form that `octavo.config.yaml` has. */
export interface ConfigLayer {
  readonly value: unknown;
  /** Relative paths in it start here. */
  readonly folder: string;
  /** What to name as the source of a field, or of a mistake in it. */
  readonly sourceOf: (path: readonly PropertyKey[]) => ConfigSource;
}

/** One field that a source sets. */
export interface ConfigCell {
  readonly path: readonly string[];
  readonly value: unknown;
  readonly layer: ConfigLayer;
}

/** The mistakes of a source. A field that is missing is none: another source may set it. */
export function checkLayer(layer: ConfigLayer): readonly ConfigProblem[] {
  const result = parseConfig(layer.value);
  return result.success ? [] : describeIssues(configSchema, result.error, { ...layer, allowMissing: true });
}

/** The fields that a source sets, one by one: shorthands written out, paths absolute. */
export function cellsOf(layer: ConfigLayer): readonly ConfigCell[] {
  return flatten(layer.value, []).map(({ path, value }) => ({
    path: [...path, ...(shorthands.get(path.join('.'))?.(value) ?? [])],
    value: resolvePaths(path, value, layer.folder),
    layer,
  }));
}

type Leaf = Pick<ConfigCell, 'path' | 'value'>;

function flatten(value: unknown, path: readonly string[]): readonly Leaf[] {
  if (!isMap(value) || (Object.keys(value).length === 0 && path.length > 0)) return [{ path, value }];
  return Object.entries(value).flatMap(([name, inner]) => flatten(inner, [...path, name]));
}

const asEnabled = (value: unknown): readonly string[] => (typeof value === 'boolean' ? ['enabled'] : []);
const asUrl = (value: unknown): readonly string[] => (typeof value === 'string' && value !== 'memory' ? ['redis'] : []);
const redisTls = ['store', 'migration.store'].flatMap((store) => [`${store}.tls`, `${store}.sentinel.tls`]);

/** `store: redis://…` means `store: { redis: … }`: which field a value stands for that is in the place of a map. */
const shorthands: ReadonlyMap<string, (value: unknown) => readonly string[]> = new Map([
  ...['server.tls', ...redisTls].map((path) => [path, asEnabled] as const),
  ...['store', 'migration.store'].map((path) => [path, asUrl] as const),
]);

function resolvePaths(path: readonly PropertyKey[], value: unknown, folder: string): unknown {
  if (Array.isArray(value)) return value.map((item: unknown, index) => resolvePaths([...path, index], item, folder));
  return typeof value === 'string' && isPath(path, value) ? resolve(folder, value) : value;
}

function isPath(path: readonly PropertyKey[], value: string): boolean {
  const schemas = schemasAt(configSchema, path);
  return schemas.includes(filePath) || (schemas.includes(pem) && !isPemText(value));
}

/** What options of the command line set of the configuration. */
export interface CommandLineFields {
  /** `--address` */
  readonly address?: string;
  /** `--namespace` */
  readonly namespace?: string;
  /** `--health` */
  readonly health?: string;
}

/** The options that were given; an empty one is a mistake, since somebody wrote it. */
export function commandLineLayer({ address, namespace, health }: CommandLineFields, cwd: string): ConfigLayer {
  return {
    value: {
      server: { ...(address === undefined ? {} : { address }), ...(namespace === undefined ? {} : { namespace }) },
      ...(health === undefined ? {} : { health }),
    },
    folder: cwd,
    sourceOf: (path) => ({ kind: 'option', name: `--${String(path.at(-1))}` }),
  };
}
