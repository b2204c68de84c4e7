import { copyFile, mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { type Options, transformFile } from '@swc/core';
import { listSourceFiles } from './source-files';
import { ROOT, type Workspace } from './workspaces';

const OPTIONS: Options = {
  swcrc: false,
  jsc: { parser: { syntax: 'typescript' }, target: 'es2022', keepClassNames: true },
  // `import()` stays what it is: it loads the user's own files, which may be ES modules.
  module: { type: 'commonjs', ignoreDynamic: true },
};

/** Compiles a workspace, file by file, to CommonJS; declarations that are sources are copied. */
export async function compilePackage({ folder, target }: Workspace): Promise<void> {
  for (const path of listSourceFiles(join(ROOT, folder))) {
    const [source, output] = [join(ROOT, folder, path), join(target, path)];
    await mkdir(dirname(output), { recursive: true });
    if (path.endsWith('.d.ts')) await copyFile(source, output);
    else await writeFile(output.replace(/\.ts$/, '.js'), (await transformFile(source, OPTIONS)).code);
  }
}
