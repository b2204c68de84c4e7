import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MissingPiece } from './missing-piece.mjs';
import { ROOT } from './repository.mjs';
import { runNode, runProcess } from './run-process.mjs';

/** Runs `npm ci` unless node_modules matches package-lock.json. */
export async function installDependencies() {
  if (isInstalled(ROOT)) return;
  process.stderr.write('Installing dependencies (npm ci).\n');
  const npm = process.env.npm_execpath;
  // `--loglevel`: `npm test --silent` must not hide npm's failure messages. `--no-audit`: some mirrors have no audits.
  const args = ['ci', '--loglevel=warn', '--no-audit', '--no-fund'];
  const { code } = npm ? await runNode([npm, ...args]) : await runProcess('npm', args);
  if (code === 0) return;
  throw new MissingPiece(
    'The dependencies could not be installed: see the output of npm above; it needs access to a package registry.',
  );
}

/** Whether the packages that npm last installed in node_modules match the lock file. */
export function isInstalled(root) {
  const wanted = readPackages(join(root, 'package-lock.json'));
  const present = readPackages(join(root, 'node_modules/.package-lock.json'));
  if (wanted === undefined || present === undefined) return false;
  return Object.entries(wanted).every(
    ([path, entry]) => !path.includes('node_modules/') || matches(entry, present[path]),
  );
}

function readPackages(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/** Optional packages may be missing, because they can be for other platforms. */
function matches(wanted, present) {
  if (present === undefined) return wanted.optional === true || wanted.devOptional === true || wanted.peer === true;
  return present.version === wanted.version && present.integrity === wanted.integrity && present.link === wanted.link;
}
