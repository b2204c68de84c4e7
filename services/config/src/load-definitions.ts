import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { DefinitionSource, PlannerPort, PlanProblem } from '@octavo/activities';
import { DefinitionFolder, type StoredDefinition } from './definition-folder';

/** A problem of a definition, with its file. */
export interface DefinitionProblem extends PlanProblem {
  /** Relative to the folder. */
  readonly file: string;
}

export interface LoadDefinitionsResult {
  /** What is right; use it only where no problem is an error. */
  readonly definitions: DefinitionSource;
  readonly problems: readonly DefinitionProblem[];
}

/** Plans every definition (`.yaml`, `.yml`, `.json`) of a folder and its folders; every problem of every file is told. */
export async function loadDefinitions(
  folder: string,
  planner: Pick<PlannerPort, 'plan'>,
): Promise<LoadDefinitionsResult> {
  const files = await listDefinitionFiles(folder);
  if ('problem' in files) return { definitions: new DefinitionFolder([]), problems: [files.problem] };
  const stored: StoredDefinition[] = [];
  const problems: DefinitionProblem[] = [];
  for (const file of files.names) {
    const planned = planner.plan(await readFile(join(folder, file), 'utf8'));
    if (planned.plan !== undefined) stored.push({ file, plan: planned.plan });
    problems.push(...planned.problems.map((problem) => ({ file, ...problem })));
  }
  return { definitions: new DefinitionFolder(stored), problems: [...problems, ...findTwins(stored)] };
}

/** A definition of a folder, which may have mistakes. */
export interface ListedDefinition {
  readonly id: string;
  /** With the folder. */
  readonly path: string;
  readonly text: string;
}

/** The definitions of a folder that give themselves an id. Undefined where the folder cannot be read. */
export async function listDefinitions(
  folder: string,
  readId: (text: string) => string | undefined,
): Promise<readonly ListedDefinition[] | undefined> {
  const files = await listDefinitionFiles(folder);
  if ('problem' in files) return undefined;
  const paths = files.names.map((file) => join(folder, file));
  const texts = await Promise.all(paths.map(async (path) => ({ path, text: await readFile(path, 'utf8') })));
  return texts.flatMap(({ path, text }) => {
    const id = readId(text);
    return id === undefined ? [] : [{ id, path, text }];
  });
}

/**
 * The ids of the definitions of a folder, also of those that are not right yet, so that one may name another. Undefined
 * where the folder cannot be read.
 */
export async function listDefinitionIds(
  folder: string,
  readId: (text: string) => string | undefined,
): Promise<readonly string[] | undefined> {
  const listed = await listDefinitions(folder, readId);
  return listed && [...new Set(listed.map(({ id }) => id))];
}

async function listDefinitionFiles(
  folder: string,
): Promise<{ readonly names: readonly string[] } | { readonly problem: DefinitionProblem }> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries.filter((entry) => entry.isFile() && /\.(ya?ml|json)$/i.test(entry.name));
    return { names: files.map((entry) => relative(folder, join(entry.parentPath, entry.name))).sort() };
  } catch {
    return {
      problem: {
        file: folder,
        code: 'DEFINITIONS_UNREADABLE',
        severity: 'error',
        path: '',
        message: 'the folder of definitions cannot be read',
      },
    };
  }
}

function findTwins(stored: readonly StoredDefinition[]): readonly DefinitionProblem[] {
  const first = new Map<string, string>();
  return stored.flatMap(({ file, plan: { id, version } }): readonly DefinitionProblem[] => {
    const name = `${id} ${version}`;
    const twin = first.get(name);
    if (twin === undefined) first.set(name, file);
    const message = `definition ${name} is also in ${twin}`;
    return twin === undefined ? [] : [{ file, code: 'DUPLICATE_DEFINITION', severity: 'error', path: 'id', message }];
  });
}
