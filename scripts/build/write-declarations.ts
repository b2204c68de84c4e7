import { existsSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, posix } from 'node:path';
import { entryName } from './bundle-entries';
import { type Published, sourceOf } from './workspaces';

const SPECIFIER = /(\bfrom |\bimport\(|\bimport )(['"])([^'"]+)\2/g;

/**
 * Writes the types of a package: for each entry a file for `require` and one for `import`, and below `types/` the files that
 * they import, with paths in place of names of Octavo's modules. Returns the imports of the types.
 */
export async function writeDeclarations(emitted: string, { folder, manifest, target }: Published): Promise<string[]> {
  const entries = Object.entries(manifest.exports).map(([entry, source]) => [entryName(entry), join(folder, source)]);
  for (const [name = '', source = ''] of entries) {
    await writeFile(join(target, `${name}.d.ts`), `export * from './types/${withoutExtension(source)}';\n`);
    await writeFile(join(target, `${name}.d.mts`), `export * from './${name}.js';\n`);
  }
  const pending = entries.map(([, source = '']) => withoutExtension(source));
  const imported = new Set<string>();
  for (const path of pending) {
    const { text, own, others } = readDeclaration(emitted, path);
    for (const other of others) imported.add(other);
    pending.push(...own.filter((candidate) => !pending.includes(candidate)));
    await mkdir(join(target, 'types', dirname(path)), { recursive: true });
    await writeFile(join(target, 'types', `${path}.d.ts`), text);
  }
  return [...imported];
}

interface Declaration {
  readonly text: string;
  /** Paths of Octavo's files, without extension, relative to the root. */
  readonly own: readonly string[];
  readonly others: readonly string[];
}

function readDeclaration(emitted: string, path: string): Declaration {
  const [own, others] = [new Set<string>(), new Set<string>()];
  const text = readFileSync(join(emitted, `${path}.d.ts`), 'utf8').replaceAll(
    SPECIFIER,
    (found: string, before: string, quote: string, specifier: string) => {
      const target = ownPath(emitted, path, specifier);
      if (target === undefined) {
        others.add(specifier);
        return found;
      }
      own.add(target);
      const relative = posix.relative(posix.dirname(path), target);
      return `${before}${quote}${relative.startsWith('.') ? relative : `./${relative}`}${quote}`;
    },
  );
  return { text, own: [...own], others: [...others] };
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
