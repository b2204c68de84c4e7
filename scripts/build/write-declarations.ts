import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import { entryName } from './bundle-entries';
import { type FindFile, ReachableTypes } from './reachable-types';
import { type Published, sourceOf } from './workspaces';

const SPECIFIER = /(\bfrom |\bimport\(|\bimport )(['"])([^'"]+)\2/g;

/**
 * Writes the types of a package: for each entry a file for `require` and one for `import`, and below `types/` the
 * declarations that they need, with paths in place of names of Octavo's modules. Returns the imports of the types.
 */
export async function writeDeclarations(emitted: string, { folder, manifest, target }: Published): Promise<string[]> {
  const find: FindFile = (from, specifier) => ownPath(emitted, from, specifier);
  const types = new ReachableTypes(emitted, find);
  for (const [entry, source] of Object.entries(manifest.exports)) {
    const [name, path] = [entryName(entry), withoutExtension(join(folder, source))];
    types.addEntry(path);
    await writeFile(join(target, `${name}.d.ts`), `export * from './types/${path}';\n`);
    await writeFile(join(target, `${name}.d.mts`), `export * from './${name}.js';\n`);
  }
  for (const path of types.files) {
    await mkdir(join(target, 'types', dirname(path)), { recursive: true });
    await writeFile(join(target, 'types', `${path}.d.ts`), relink(types.textOf(path), path, find));
  }
  return [...types.imports];
}

function relink(text: string, path: string, find: FindFile): string {
  return text.replaceAll(SPECIFIER, (found: string, before: string, quote: string, specifier: string) => {
    const target = find(path, specifier);
    if (target === undefined) return found;
    const relative = posix.relative(posix.dirname(path), target);
    return `${before}${quote}${relative.startsWith('.') ? relative : `./${relative}`}${quote}`;
  });
}

function ownPath(emitted: string, from: string, specifier: string): string | undefined {
  if (specifier.startsWith('@octavo/')) return withoutExtension(sourceOf(specifier));
  if (!specifier.startsWith('.')) return undefined;
  const path = posix.join(posix.dirname(from), specifier);
  return existsSync(join(emitted, `${path}.d.ts`)) ? path : `${path}/index`;
}

function withoutExtension(path: string): string {
  return path.replace(/\.ts$/, '');
}
