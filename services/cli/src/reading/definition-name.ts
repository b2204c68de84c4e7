import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { compareVersions, type ListedDefinition, listDefinitions } from '@octavo/config';
import { findNearest } from '@octavo/orchestrators/model';
import { readDefinitionId } from '@octavo/planner';
import { CliError } from '../cli-error';
import type { Project } from '../project/project';

/** A definition of the folder that the configuration names, as a command line names it: `id` or `id@version`. */
export interface DefinitionName {
  readonly id: string;
  /** Default: the highest. */
  readonly version?: string;
}

const NAME = /^(?<id>[\w-]+)(?:@(?<version>[\w.+-]+))?$/;

/** The name in an argument; undefined where the argument is the path of a file, which wins over a name. */
export function readDefinitionName(argument: string, cwd: string): DefinitionName | undefined {
  const { id, version } = NAME.exec(argument)?.groups ?? {};
  if (id === undefined || argument === '-' || existsSync(resolve(cwd, argument))) return undefined;
  return version === undefined ? { id } : { id, version };
}

/**
 * The file of the definition of that name, which may have mistakes.
 *
 * @throws CliError DEFINITION_NOT_FOUND with the nearest id and all that are known
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
  const known = versions.map((one) => one.version).join(', ') || 'none, since each has mistakes';
  throw notFound(`"${id}" of version ${version ?? 'any'}`, `${folder} has these versions of it: ${known}.`);
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
  return `${folder} has: ${ids.join(', ') || 'no definition'}.${hint} A file is named with its ending, such as ${id}.yaml.`;
}

function notFound(what: string, known: string): CliError {
  return new CliError('DEFINITION_NOT_FOUND', `There is no definition ${what}. ${known}`);
}
