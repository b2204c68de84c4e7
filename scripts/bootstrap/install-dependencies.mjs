import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MissingPiece } from './missing-piece.mjs';
import { ROOT } from './repository.mjs';
import { runNode, runProcess } from './run-process.mjs';

/** Runs `npm ci` unless node_modules is what package-lock.json says. */
export async function installDependencies() {
  if (isInstalled(ROOT)) return;
  process.stderr.write('Installing dependencies (npm ci).\n');
  const npm = process.env.npm_execpath;
  // `npm test --silent` must not silence what npm says about a failure. Mirrors without audits would be asked in vain.
  const args = ['ci', '--loglevel=warn', '--no-audit', '--no-fund'];
  const { code } = npm ? await runNode([npm, ...args]) : await runProcess('npm', args);
  if (code === 0) return;
  throw new MissingPiece(
    'The dependencies could not be installed: see what npm says above; it needs a way to a package registry.',
  );
}

/** Whether what npm wrote into node_modules at its last run agrees with the lock file. */
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

/** What is optional may be missing: it is made for other platforms. */
function matches(wanted, present) {
  if (present === undefined) return wanted.optional === true || wanted.devOptional === true || wanted.peer === true;
  return present.version === wanted.version && present.integrity === wanted.integrity && present.link === wanted.link;
}
