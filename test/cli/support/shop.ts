import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

interface Locked {
  readonly version: string;
  readonly license?: unknown;
  readonly isMissing?: boolean;
  readonly hasInstallScript?: boolean;
}

const locked: Readonly<Record<string, Locked>> = {
  'node_modules/tea': { version: '1.0.0', license: 'MIT' },
  'node_modules/mug/node_modules/tea': { version: '2.0.0', license: { type: 'ISC' } },
  'node_modules/kettle': { version: '3.0.0', license: 'GPL-3.0-only', hasInstallScript: true },
  'node_modules/spoon': { version: '0.1.0' },
  'node_modules/only-on-windows': { version: '1.0.0', isMissing: true },
};

/** Writes a small project with a package-lock.json and its installed packages. */
export function writeShop(folder: string): void {
  const packages: Record<string, object> = { '': { name: 'shop' }, 'node_modules/workspace': { link: true } };
  for (const [path, { version, license, isMissing, hasInstallScript }] of Object.entries(locked)) {
    packages[path] = { version, ...(hasInstallScript === true ? { hasInstallScript } : {}) };
    if (isMissing === true) continue;
    mkdirSync(join(folder, path), { recursive: true });
    writeFileSync(join(folder, path, 'package.json'), JSON.stringify({ version, license }));
  }
  writeFileSync(join(folder, 'package-lock.json'), JSON.stringify({ name: 'shop', lockfileVersion: 3, packages }));
}
