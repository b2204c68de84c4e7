import { accessSync, constants } from 'node:fs';
import { tmpdir } from 'node:os';

const TYPESCRIPT = /\.[cm]?ts$/;

let registered: Promise<void> | undefined;

/**
 * Registers tsx for `require` and `import()` before the first file that needs it, which takes 0.1 s and more. Files in
 * TypeScript need it; in the checkout every file does, since what it imports from Octavo is TypeScript.
 */
export async function prepareLoader(file: string): Promise<void> {
  if (TYPESCRIPT.test(file) || TYPESCRIPT.test(__filename)) await (registered ??= registerTsx());
}

async function registerTsx(): Promise<void> {
  // Where it cannot write its cache, as in a read-only container, tsx never answers.
  if (!isWritable(tmpdir())) process.env['TSX_DISABLE_CACHE'] = '1';
  const [forRequire, forImport] = await Promise.all([import('tsx/cjs/api'), import('tsx/esm/api')]);
  forRequire.register();
  forImport.register();
}

function isWritable(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
