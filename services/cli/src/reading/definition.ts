import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  compareVersions,
  formatConfigProblem,
  listDefinitions,
  type ListedDefinition,
  loadModule,
} from '@octavo/config';
import { findNearest } from '@octavo/orchestrators/model';
import { readDefinitionId } from '@octavo/planner';
import { CliError } from '../cli-error';
import type { CliIo } from '../command';
import { prepareLoader, type Project } from '../project/project';
import { readBytes } from './input';

/** The name of a definition in the configured folder: `id` or `id@version`. */
interface DefinitionName {
  readonly id: string;
  /** Default: the highest. */
  readonly version?: string;
}

const NAME = /^(?<id>[\w-]+)(?:@(?<version>[\w.+-]+))?$/;

/** The name in an argument; undefined if it is the path of a file, which takes precedence. */
export function readDefinitionName(argument: string, cwd: string): DefinitionName | undefined {
  const { id, version } = NAME.exec(argument)?.groups ?? {};
  if (id === undefined || argument === '-' || existsSync(resolve(cwd, argument))) return undefined;
  return version === undefined ? { id } : { id, version };
}

/**
 * Finds the file of a definition, which may have mistakes.
 *
 * @throws CliError DEFINITION_NOT_FOUND with the nearest id and all known ids
 */
export async function findDefinitionFile({ id, version }: DefinitionName, project: FolderOfProject): Promise<string> {
  const folder = project.config.definitions;
  const listed = (folder && (await listDefinitions(folder, readDefinitionId))) || [];
  const own = listed.filter((one) => one.id === id);
  const [only, ...others] = own;
  if (only === undefined) throw notFound(`"${id}"`, whatIsKnown(id, listed, folder));
  if (version === undefined && others.length === 0) return only.path;
  const versions = own.flatMap((one) => versionOf(one, project)).sort((a, b) => compareVersions(b.version, a.version));
  const found = version === undefined ? versions[0] : versions.find((one) => one.version === version);
  if (found !== undefined) return found.path;
  const alternatives = versions.map((one) => one.version).join(', ') || 'none, since each has mistakes';
  throw notFound(`"${id}" of version ${version ?? 'any'}`, `${folder} has these versions of it: ${alternatives}.`);
}

type FolderOfProject = Pick<Project, 'planner'> & { readonly config: Pick<Project['config'], 'definitions'> };

function versionOf({ path, text }: ListedDefinition, { planner }: FolderOfProject): readonly Versioned[] {
  const { plan } = planner.plan(text);
  return plan === undefined ? [] : [{ path, version: plan.version }];
}

interface Versioned {
  readonly path: string;
  readonly version: string;
}

function whatIsKnown(id: string, listed: readonly ListedDefinition[], folder: string | undefined): string {
  if (folder === undefined) return 'Give a file, or name the folder of definitions: `definitions`, OCTAVO_DEFINITIONS.';
  const ids = [...new Set(listed.map((one) => one.id))].sort();
  const nearest = findNearest(id, ids);
  const hint = nearest === undefined ? '' : ` The nearest is ${nearest}.`;
  return `${folder} has: ${ids.join(', ') || 'no definition'}.${hint} To name a file, write its extension too: ${id}.yaml.`;
}

function notFound(what: string, alternatives: string): CliError {
  return new CliError('DEFINITION_NOT_FOUND', `There is no definition ${what}. ${alternatives}`);
}

const MODULE = /\.[cm]?[jt]s$/;

/**
 * Reads a definition: the bytes of a YAML or JSON file or of the standard input (`-`), or the export of a module in
 * TypeScript or JavaScript, which is executed.
 *
 * @throws CliError FILE_NOT_READABLE
 */
export async function readDefinition(path: string, io: Pick<CliIo, 'stdin' | 'cwd'>): Promise<object> {
  const bytes = await readBytes(path, io);
  if (!MODULE.test(path)) return bytes;
  const loaded = await loadModule(resolve(io.cwd, path), { prepareLoader });
  if ('problem' in loaded) throw new CliError('FILE_NOT_READABLE', formatConfigProblem(loaded.problem));
  return exportedDefinition(loaded.exported, path);
}

/** The default export, else the only export that is a definition. */
function exportedDefinition(exported: unknown, path: string): object {
  const all = isMap(exported) ? exported : {};
  const preferred = [exported, all['default']].find(isDefinition);
  const [first, ...others] = preferred === undefined ? new Set(Object.values(all).filter(isDefinition)) : [preferred];
  if (first !== undefined && others.length === 0) return first;
  const [what, advice] =
    first === undefined
      ? ['no definition', 'export the result of `toDefinition()` of @octavo/builder']
      : ['more than one definition', 'make one of them the default export'];
  throw new CliError('FILE_NOT_READABLE', `${path} exports ${what}; ${advice}.`);
}

function isDefinition(value: unknown): value is object {
  return isMap(value) && Object.hasOwn(value, 'octavo');
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
