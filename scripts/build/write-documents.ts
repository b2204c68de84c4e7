import { readFileSync } from 'node:fs';
import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, normalize, posix } from 'node:path';
import { type Published, ROOT } from './workspaces';

const DOCUMENTS = [
  ...['actions.md', 'definition-language.md', 'errors.md', 'functions.md', 'glossary.md', 'how-to-add-a-task-type.md'],
  ...['migration.md', 'schema/octavo-1.json'],
];

/** Documents for users, with their paths in the package of the command line, which contains all of them. */
const FOR_USERS: readonly (readonly [source: string, path: string])[] = [
  ...DOCUMENTS.map((name) => [`docs/${name}`, `docs/${name}`] as const),
  ['services/config/README.md', 'docs/configuration.md'],
];
const LINK = /\[([^\]]*)\]\((?!\w+:)([^)\s#]+)(#[^)\s]*)?\)/g;

/**
 * Writes the README of a package and, for the command line, `FOR_USERS`, with links that work there: to the package itself,
 * and to those that are installed with it.
 */
export async function writeDocuments(
  published: Published,
  dependencies: readonly string[],
  all: readonly Published[],
): Promise<void> {
  const names = [published.manifest.name, ...dependencies];
  const reachable = all.filter(({ manifest: { name } }) => names.includes(name));
  const packed = new Map(reachable.flatMap(pathsOf));
  for (const [source, path] of pathsOf(published)) {
    const target = join(dirname(published.target), path);
    await mkdir(dirname(target), { recursive: true });
    if (!source.endsWith('.md')) await copyFile(join(ROOT, source), target);
    else await writeFile(target, relink(readFileSync(join(ROOT, source), 'utf8'), source, packed));
  }
}

/** Paths in the checkout to paths beside all packages: `services/cli/README.md` to `cli/README.md`. */
function pathsOf({ folder, manifest }: Published): readonly (readonly [source: string, path: string])[] {
  const name = manifest.name.replace('@octavo/', '');
  const forUsers = manifest.bin === undefined ? [] : FOR_USERS;
  return [
    [`${folder}/README.md`, `${name}/README.md`],
    ...forUsers.map(([source, path]) => [source, `${name}/${path}`] as const),
  ];
}

/** Changes links to the places of the documents in the packages; a link without a target becomes text. */
export function relink(text: string, source: string, packed: ReadonlyMap<string, string>): string {
  const own = packed.get(source) ?? source;
  return text.replaceAll(LINK, (_link, label: string, path: string, fragment = '') => {
    const target = packed.get(normalize(join(dirname(source), path)));
    return target === undefined ? label : `[${label}](${posix.relative(posix.dirname(own), target)}${fragment})`;
  });
}
