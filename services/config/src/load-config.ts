import { type ConfigProblem, type ConfigSource, formatConfigPath } from './config-problem';
import { configSchema } from './config-schema';
import { fieldSetsAt, isMap } from './fields';
import { maskValue } from './mask-value';
import { cellAt, mergeConfig, type MergeConfigOptions, type MergedConfig, nearestSource } from './merge-config';
import type { OctavoConfig } from './octavo-config';
import { resolveConfig } from './resolve-config';

export type LoadConfigOptions = MergeConfigOptions;

export type LoadConfigResult =
  | {
      readonly config: OctavoConfig;
      /** The source of the value at a path, for problems that occur when the value is used. */
      readonly sourceOf: (path: readonly PropertyKey[]) => ConfigSource;
    }
  | { readonly problems: readonly ConfigProblem[] };

/**
 * Loads the configuration of a process. Each field has the value of the source with the highest precedence: the command
 * line, the environment, `octavo.config.yaml`, Temporal's own configuration file, the default. All mistakes of all
 * sources are reported at once.
 */
export async function loadConfig(options: LoadConfigOptions): Promise<LoadConfigResult> {
  const loaded = await mergeAndResolve(options);
  if ('problems' in loaded) return loaded;
  const { config, merged } = loaded;
  return { config, sourceOf: (path) => nearestSource(merged.cells, path) };
}

/** Returns the configuration and the merged fields. */
async function mergeAndResolve(
  options: MergeConfigOptions,
): Promise<
  { readonly config: OctavoConfig; readonly merged: MergedConfig } | { readonly problems: readonly ConfigProblem[] }
> {
  const merged = await mergeConfig(options);
  if ('problems' in merged) return merged;
  const resolved = resolveConfig(merged, options.env);
  return 'problems' in resolved ? resolved : { ...resolved, merged };
}

/** One field of the configuration, with its source. */
export interface ConfigField {
  /** `store.redis` */
  readonly path: string;
  /** Paths are absolute, secrets masked. Undefined if the field is not set and has no default. */
  readonly value: unknown;
  readonly source: ConfigSource;
}

/** The configuration for people to look at. */
export interface ConfigDescription {
  /** The configuration file; undefined if there is none. */
  readonly file: string | undefined;
  /** The folder of local state. */
  readonly folder: string;
  /** Every field, in the order of the schema. */
  readonly fields: readonly ConfigField[];
  /** The configuration itself, with secrets. */
  readonly config: OctavoConfig;
}

/** Returns each field with its value and source, or the same problems as `loadConfig`. */
export async function describeConfig(
  options: MergeConfigOptions,
): Promise<ConfigDescription | { readonly problems: readonly ConfigProblem[] }> {
  const loaded = await mergeAndResolve(options);
  if ('problems' in loaded) return loaded;
  const { config, merged } = loaded;
  return { file: merged.file, folder: merged.folder, fields: listFields(merged, [], merged.values), config };
}

function listFields(merged: MergedConfig, path: readonly string[], value: unknown): readonly ConfigField[] {
  if (!isMap(value) && isInsideKind(path)) return [fieldAt(merged, path, value)];
  const entries = isMap(value) ? value : {};
  const knownFields = fieldSetsAt(configSchema, path).flat();
  // A map without known fields has headers.
  const names = new Set(knownFields.length > 0 ? knownFields : Object.keys(entries));
  const inside = [...names].flatMap((name) => listFields(merged, [...path, name], entries[name]));
  const isLeaf = names.size === 0 || (value !== undefined && Object.keys(entries).length === 0);
  return isLeaf ? [fieldAt(merged, path, value), ...inside] : inside;
}

/** True for `store.tls`: a section of one kind of a store is listed as one field until it is set. */
function isInsideKind(path: readonly string[]): boolean {
  return path.some((_, length) => fieldSetsAt(configSchema, path.slice(0, length)).length > 1);
}

function fieldAt({ cells }: MergedConfig, path: readonly string[], value: unknown): ConfigField {
  const cell = cellAt(cells, path);
  const source: ConfigSource = cell === undefined ? { kind: 'default' } : cell.layer.sourceOf(cell.path);
  return { path: formatConfigPath(path), value: maskValue(path, value), source };
}
