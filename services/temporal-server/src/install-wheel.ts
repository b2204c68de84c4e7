import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CacheContext } from './cached-executable';
import { findOnPath } from './find-on-path';
import { runCommand } from './run-command';

/** One version of a wheel on PyPI. */
export interface PinnedWheel {
  /** `name==version`. */
  readonly requirement: string;
  /** SHA-256 of each file of that version that is accepted: one for each platform. */
  readonly hashes: readonly string[];
  /** More options of `pip install`. */
  readonly options?: readonly string[];
}

/**
 * The commands that install wheels: all take pip's options. `-mpip` is one word because of pyenv: after `-m pip` and `pip`
 * it waits up to a minute for a lock of its own, and reports a failure although the wheel is installed.
 */
const INSTALLERS = [['python3', '-mpip'], ['pip'], ['pip3'], ['uv', 'pip']] as const;

const REPORT_EVERY_MS = 10_000;

/** A failure that took longer is the network's: the next installer would only fail as slowly. */
const SLOW_FAILURE_MS = 10_000;

/** Against settings of the user that contradict `--target`, and against questions and warnings. */
const PIP_SETTINGS = {
  PIP_ROOT_USER_ACTION: 'ignore',
  PIP_USER: '0',
  PIP_REQUIRE_VIRTUALENV: '0',
  PIP_NO_INPUT: '1',
  PIP_DISABLE_PIP_VERSION_CHECK: '1',
};

/**
 * Installs a wheel into `folder` by pip or uv, whichever works; they download from the index that the user has
 * configured, through the proxy of the environment, and verify the hash. Scripts of the wheel are in `folder/bin`.
 *
 * @throws Error with what the last installer said, or that there is none
 */
export async function installWheel(wheel: PinnedWheel, folder: string, context: CacheContext): Promise<void> {
  const startedAtMs = Date.now();
  const elapsed = (): number => Date.now() - startedAtMs;
  const ticking = setInterval(
    () => context.onProgress(`  … ${Math.round(elapsed() / 1_000)} seconds so far`),
    REPORT_EVERY_MS,
  );
  let failure: unknown = new Error('neither pip nor uv is on PATH');
  try {
    const args = await installArguments(wheel, folder);
    for (const installer of INSTALLERS) {
      const command = findOnPath(installer[0], context.env);
      if (command === undefined) continue;
      const env = { PIP_RETRIES: '1', ...context.env, ...PIP_SETTINGS };
      try {
        return await runCommand({ command, args: [...installer.slice(1), ...args], env });
      } catch (error) {
        failure = error;
      }
      if (elapsed() > SLOW_FAILURE_MS) break;
    }
  } finally {
    clearInterval(ticking);
  }
  throw failure;
}

/** pip verifies a hash only where it is in a file of requirements. */
async function installArguments({ requirement, hashes, options = [] }: PinnedWheel, folder: string): Promise<string[]> {
  const requirements = join(folder, 'requirements.txt');
  await writeFile(requirements, [requirement, ...hashes.map((hash) => `--hash=sha256:${hash}`)].join(' '));
  return ['install', '--quiet', '--no-deps', '--require-hashes', ...options, '--target', folder, '-r', requirements];
}
