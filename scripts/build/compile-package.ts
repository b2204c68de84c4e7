import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { transformFile } from '@swc/core';
import { listSourceFiles } from './source-files';
import { ROOT, type Workspace } from './workspaces';

// ES modules of users see our names only where they are annotated. `import()` stays as it is: it loads modules of users;
// our own files are loaded by `require` (test/architecture/dynamic-imports.test.ts).
const options = { swcrc: false, configFile: join(ROOT, 'scripts/build/published.swcrc') };

/** Compiles a workspace, file by file, to CommonJS; declarations that are sources are copied. */
export async function compilePackage({ folder, target }: Workspace): Promise<void> {
  for (const path of listSourceFiles(join(ROOT, folder))) {
    const [source, output] = [join(ROOT, folder, path), join(target, path)];
    await mkdir(dirname(output), { recursive: true });
    if (path.endsWith('.d.ts')) await copyFile(source, output);
    else await writeFile(output.replace(/\.ts$/, '.js'), (await transformFile(source, options)).code);
  }
}
