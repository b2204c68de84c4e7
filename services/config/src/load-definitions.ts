import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { DefinitionSource, PlannerPort, PlanProblem } from '@octavo/activities';
import type { Plan } from '@octavo/orchestrators';

/** A problem of a definition, with its file. */
export interface DefinitionProblem extends PlanProblem {
  /** Relative to the folder. */
  readonly file: string;
}

export interface LoadDefinitionsResult {
  /** The valid definitions. Use them only if no problem is an error. */
  readonly definitions: DefinitionSource;
  readonly problems: readonly DefinitionProblem[];
}

/** Plans every definition (`.yaml`, `.yml`, `.json`) of a folder and its subfolders, and returns all problems of all files. */
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
  /** Includes the folder. */
  readonly path: string;
  readonly text: string;
}

/** The definitions of a folder that have an id. Undefined if the folder cannot be read. */
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
 * The ids of the definitions of a folder, also those with mistakes, so that other definitions may refer to them. Undefined
 * if the folder cannot be read.
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

/** A definition of the folder. */
interface StoredDefinition {
  /** Relative to the folder. */
  readonly file: string;
  readonly plan: Plan;
}

/** The definitions of a folder at the time of loading. */
class DefinitionFolder implements DefinitionSource {
  readonly #plans = new Map<string, Plan[]>();

  constructor(stored: readonly StoredDefinition[]) {
    for (const { plan } of stored) this.#plans.set(plan.id, [...(this.#plans.get(plan.id) ?? []), plan]);
    for (const plans of this.#plans.values()) plans.sort((a, b) => compareVersions(b.version, a.version));
  }

  find(id: string, version?: string): Plan | undefined {
    const plans = this.#plans.get(id) ?? [];
    return version === undefined ? plans[0] : plans.find((plan) => plan.version === version);
  }

  ids(): readonly string[] {
    return [...this.#plans.keys()].sort();
  }
}

/** Orders semantic versions: negative if `a` precedes `b`. Source: semver.org, 11. */
export function compareVersions(a: string, b: string): number {
  const [first, second] = [parse(a), parse(b)];
  return compareParts(first.numbers, second.numbers) || comparePreReleases(first.preRelease, second.preRelease);
}

type Part = string | number;

function parse(version: string): { readonly numbers: readonly Part[]; readonly preRelease: readonly Part[] } {
  const [core = '', ...rest] = (version.split('+')[0] ?? '').split('-');
  return { numbers: toParts(core), preRelease: rest.length === 0 ? [] : toParts(rest.join('-')) };
}

function toParts(text: string): readonly Part[] {
  return text.split('.').map((part) => (/^\d+$/.test(part) ? Number(part) : part));
}

/** A version follows its pre-releases. */
function comparePreReleases(a: readonly Part[], b: readonly Part[]): number {
  if (a.length === 0 || b.length === 0) return b.length - a.length;
  return compareParts(a, b);
}

function compareParts(a: readonly Part[], b: readonly Part[]): number {
  for (let index = 0; index < Math.min(a.length, b.length); index += 1) {
    const order = comparePart(a[index] ?? 0, b[index] ?? 0);
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

/** Numbers precede words. */
function comparePart(a: Part, b: Part): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  if (typeof a !== typeof b) return typeof a === 'number' ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
}
