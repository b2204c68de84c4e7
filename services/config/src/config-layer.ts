import { resolve } from 'node:path';
import type { ConfigProblem, ConfigSource } from './config-problem';
import { configSchema, parseConfig } from './config-schema';
import { describeIssues } from './describe-issues';
import { filePath, isPemText, pem } from './field-schemas';
import { isMap, schemasAt } from './fields';

/** The values of one source, in the form of `octavo.config.yaml`. */
export interface ConfigLayer {
  readonly value: unknown;
  /** The folder in which relative paths start. */
  readonly folder: string;
  /** The source of a field, for problems and descriptions. */
  readonly sourceOf: (path: readonly PropertyKey[]) => ConfigSource;
}

/** One field that a source sets. */
export interface ConfigCell {
  readonly path: readonly string[];
  readonly value: unknown;
  readonly layer: ConfigLayer;
}

/** The mistakes of a source. Missing fields are no mistakes, because another source may set them. */
export function checkLayer(layer: ConfigLayer): readonly ConfigProblem[] {
  const result = parseConfig(layer.value);
  return result.success ? [] : describeIssues(configSchema, result.error, { ...layer, allowMissing: true });
}

/** The fields that a source sets, with expanded shorthands and absolute paths. */
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

/** Shorthands: `store: redis://…` means `store: { redis: … }`. Returns the field that a value means in place of a map. */
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

/** The options of the command line that set fields. */
export interface CommandLineFields {
  /** `--address` */
  readonly address?: string;
  /** `--namespace` */
  readonly namespace?: string;
  /** `--health` */
  readonly health?: string;
}

/** The layer of the given options. Unlike an empty variable, an empty option is a mistake. */
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
