import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';

const SKIPPED = new Set(['node_modules', 'dist', 'coverage', 'bin']);
const TESTS = /\.(test|fixture|bench)\.ts$/;

/** The TypeScript files of a folder that belong into a package, as paths below it. */
export function listSourceFiles(folder: string): string[] {
  return walk(folder)
    .map((path) => relative(folder, path))
    .filter((path) => path.endsWith('.ts') && !TESTS.test(path));
}

function walk(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => !SKIPPED.has(entry.name))
    .flatMap((entry) => (entry.isDirectory() ? walk(join(folder, entry.name)) : [join(folder, entry.name)]));
}
