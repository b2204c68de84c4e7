import { valueAt } from '@octavo/planner/reading';
import { dirname } from 'node:path';
import {
  cellsOf,
  checkLayer,
  type CommandLineFields,
  commandLineLayer,
  type ConfigCell,
  type ConfigLayer,
} from './config-layer';
import type { ConfigProblem, ConfigSource } from './config-problem';
import { type ConfigFile, configSchema, parseConfig } from './config-schema';
import { describeIssues } from './describe-issues';
import { type Environment, environmentLayer } from './environment';
import { fieldSetsAt, isMap, nest } from './fields';
import { readConfigFile, type ReadConfigFileResult } from './read-config-file';
import { readTemporalLayer } from './temporal-layer';

export interface MergeConfigOptions {
  readonly cwd: string;
  readonly env: Environment;
  /** `--config`. Default: `OCTAVO_CONFIG`, else the nearest `octavo.config.yaml`. */
  readonly file?: string;
  /** Path of the definition of a command: the search for the file starts in its folder. Default: in `cwd`. */
  readonly definition?: string;
  /** Other options of the command line. */
  readonly commandLine?: CommandLineFields;
}

/** The merged configuration of all sources. */
export interface MergedConfig {
  /** The values, with defaults. */
  readonly values: ConfigFile;
  /** The fields that a source sets. */
  readonly cells: readonly ConfigCell[];
  /** The folder of the file, else the working directory. */
  readonly folder: string;
  readonly file?: string;
}

interface Problems {
  readonly problems: readonly ConfigProblem[];
}

/** Reads all sources and merges them field by field. */
export async function mergeConfig(options: MergeConfigOptions): Promise<MergedConfig | Problems> {
  const { cwd, env, commandLine = {} } = options;
  const read = await readFileLayer(options);
  const ofFile = 'layer' in read && read.layer !== undefined ? [read.layer] : [];
  const layers = [...ofFile, environmentLayer(env, cwd), commandLineLayer(commandLine, cwd)];
  const temporal = readTemporal(layers, env, cwd);
  const problems = [
    ...('problems' in read ? read.problems : []),
    ...layers.flatMap(checkLayer),
    ...('problems' in temporal ? temporal.problems : checkLayer(temporal.layer)),
  ];
  if (problems.length > 0 || 'problems' in read || 'problems' in temporal) return { problems };
  const { file } = read;
  const cells = mergeCells([temporal.layer, ...layers].flatMap(cellsOf));
  const checked = checkMerged(cells);
  if ('problems' in checked) return checked;
  return { ...checked, cells, ...(file === undefined ? { folder: cwd } : { file, folder: dirname(file) }) };
}

async function readFileLayer({ cwd, env, file, definition }: MergeConfigOptions): Promise<ReadConfigFileResult> {
  if (file === '')
    return { problems: [{ source: 'command line', path: '--config', message: 'expected the path of a file' }] };
  const search = { cwd, ...(definition === undefined ? {} : { definition }) };
  if (file !== undefined) return readConfigFile({ ...search, named: { path: file, by: '--config' } });
  const path = env['OCTAVO_CONFIG'] ?? '';
  return readConfigFile(path === '' ? search : { ...search, named: { path, by: 'OCTAVO_CONFIG' } });
}

function readTemporal(
  layers: readonly ConfigLayer[],
  env: Environment,
  cwd: string,
): ReturnType<typeof readTemporalLayer> {
  const path = ['server', 'profile'];
  const cells = mergeCells(layers.flatMap(cellsOf));
  const name = valueAt(nest(cells), path);
  return readTemporalLayer(
    typeof name === 'string' ? { name, source: nearestSource(cells, path) } : undefined,
    env,
    cwd,
  );
}

/** Validates the merged fields, to find required fields that no source sets. */
function checkMerged(cells: readonly ConfigCell[]): { readonly values: ConfigFile } | Problems {
  const value = nest(cells);
  const result = parseConfig(value);
  if (result.success) return { values: result.data };
  const sourceOf = (path: readonly PropertyKey[]): ConfigSource => nearestSource(cells, path);
  return { problems: describeIssues(configSchema, result.error, { value, sourceOf }) };
}

/** Merges fields in the order of rising precedence: each field replaces those that it cannot be combined with. */
function mergeCells(cells: readonly ConfigCell[]): readonly ConfigCell[] {
  return cells.reduce<readonly ConfigCell[]>((merged, cell) => {
    const adds = !isEmptyMap(cell) || !merged.some(({ path }) => startsWith(path, cell.path));
    return adds ? [...merged.filter((other) => !isReplaced(other, cell)), cell] : merged;
  }, []);
}

function isReplaced({ path: old }: ConfigCell, { path }: ConfigCell): boolean {
  if (startsWith(old, path) || startsWith(path, old)) return true;
  const shared = sharedLength(old, path);
  return areAlternatives(path.slice(0, shared), [old[shared] ?? '', path[shared] ?? '']);
}

/** True for `folder` and `redis` of `migration.store`, because no kind of map has both. */
function areAlternatives(parent: readonly string[], names: readonly string[]): boolean {
  const kinds = fieldSetsAt(configSchema, parent);
  return kinds.length > 1 && !kinds.some((kind) => names.every((name) => kind.includes(name)));
}

function isEmptyMap({ value }: ConfigCell): boolean {
  return isMap(value) && Object.keys(value).length === 0;
}

function startsWith(path: readonly string[], start: readonly string[]): boolean {
  return start.every((part, index) => path[index] === part);
}

/** The cell that sets exactly this field. */
export function cellAt(cells: readonly ConfigCell[], path: readonly string[]): ConfigCell | undefined {
  return cells.find((cell) => cell.path.length === path.length && startsWith(cell.path, path));
}

/** The source of a field or of a mistake in it: that of the nearest field that is set, else the default. */
export function nearestSource(cells: readonly ConfigCell[], path: readonly PropertyKey[]): ConfigSource {
  const [nearest] = cells
    .map(({ path: set, layer }) => ({ layer, shared: sharedLength(set, path) }))
    .filter(({ shared }) => shared > 0)
    .sort((a, b) => b.shared - a.shared);
  return nearest?.layer.sourceOf(path) ?? { kind: 'default' };
}

function sharedLength(a: readonly PropertyKey[], b: readonly PropertyKey[]): number {
  const end = a.findIndex((part, index) => part !== b[index]);
  return end === -1 ? a.length : end;
}
