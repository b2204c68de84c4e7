import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Whether Node takes a JavaScript or TypeScript file for CommonJS: by its extension, else by `type` of the nearest
 * package.json.
 */
export function isCommonJs(file: string): boolean {
  if (/\.[cm][jt]s$/.test(file)) return /\.c[jt]s$/.test(file);
  return typeOfPackage(dirname(file)) !== 'module';
}

function typeOfPackage(folder: string): unknown {
  try {
    const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { readonly type?: unknown };
    return manifest.type;
  } catch {
    const parent = dirname(folder);
    return parent === folder ? undefined : typeOfPackage(parent);
  }
}
