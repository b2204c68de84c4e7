import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './bootstrap/repository.mjs';

// `node scripts/complete-lock.mjs`: for use after `npm install` with a registry mirror that has only this platform's
// binaries. npm then omits the other platforms from package-lock.json, and `npm ci` rejects that lock everywhere. This script
// adds them again from the declarations of their packages.

const OPERATING_SYSTEMS = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
];
const PROCESSORS = ['arm64', 'arm', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'wasm32', 'x64'];

/** The optional dependencies that packages of a lock declare but the lock does not contain, as lock entries by path. */
export function findMissingPlatforms({ packages }) {
  const missing = {};
  for (const [path, entry] of Object.entries(packages)) {
    for (const [name, version] of Object.entries(entry.optionalDependencies ?? {})) {
      const target = `node_modules/${name}`;
      const isHeld = `${path}/${target}` in packages || target in packages;
      const platform = platformOf(name);
      if (!isHeld && platform !== undefined) missing[target] = { version, ...platform, ...flagsOf(entry) };
    }
  }
  return missing;
}

function platformOf(name) {
  const words = name.split(/[/-]/);
  const os = OPERATING_SYSTEMS.filter((word) => words.includes(word));
  const cpu = PROCESSORS.filter((word) => words.includes(word));
  if (os.length !== 1 || cpu.length !== 1) return undefined;
  const libc = words.some((word) => word.startsWith('musl'))
    ? ['musl']
    : words.some((word) => word.startsWith('gnu'))
      ? ['glibc']
      : [];
  return { os, cpu, ...(os[0] === 'linux' && libc.length > 0 ? { libc } : {}) };
}

function flagsOf({ dev }) {
  return { optional: true, ...(dev ? { dev } : {}) };
}

function completeLock(path) {
  const lock = JSON.parse(readFileSync(path, 'utf8'));
  const missing = findMissingPlatforms(lock);
  const entries = Object.entries({ ...lock.packages, ...missing });
  entries.sort(([a], [b]) => a.localeCompare(b, 'en'));
  writeFileSync(path, `${JSON.stringify({ ...lock, packages: Object.fromEntries(entries) }, null, 2)}\n`);
  process.stdout.write(`${Object.keys(missing).length} packages of other platforms added\n`);
}

if (process.argv[1] === join(ROOT, 'scripts/complete-lock.mjs')) completeLock(join(ROOT, 'package-lock.json'));
