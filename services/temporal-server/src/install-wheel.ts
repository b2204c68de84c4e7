import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CacheContext } from './cached-executable';
import { findOnPath } from './find-on-path';
import { runCommand } from './run-command';

/** One version of a project on PyPI. */
export interface PinnedSource {
  /** `name==version`. */
  readonly requirement: string;
  /** SHA-256 of each file of that version that is accepted. */
  readonly hashes: readonly string[];
}

/** One version of a wheel on PyPI: a file for each platform. */
export interface PinnedWheel extends PinnedSource {
  /** More options of `pip install`. */
  readonly options?: readonly string[];
}

/**
 * The commands that accept pip's options. `-mpip` is one word because of pyenv: after `-m pip` and `pip`, pyenv waits up to
 * a minute for its own lock, and reports a failure although the wheel is installed.
 */
const PIPS: Tools = { commands: [['python3', '-mpip'], ['pip'], ['pip3']], missing: 'pip is not on PATH' };
/** The commands that install wheels. */
const INSTALLERS: Tools = { commands: [...PIPS.commands, ['uv', 'pip']], missing: 'neither pip nor uv is on PATH' };

interface Tools {
  readonly commands: readonly (readonly [name: string, ...args: string[]])[];
  /** The error message if none of them is on PATH. */
  readonly missing: string;
}

/** Only the project itself, with a pinned hash. */
const SAFELY = ['--quiet', '--no-deps', '--require-hashes'] as const;

const REPORT_EVERY_MS = 10_000;

/** A slower failure is caused by the network: the next installer would fail as slowly. */
const SLOW_FAILURE_MS = 10_000;

/** Overrides user settings that contradict `--target`, and turns off questions and warnings. */
const PIP_SETTINGS = {
  PIP_ROOT_USER_ACTION: 'ignore',
  PIP_USER: '0',
  PIP_REQUIRE_VIRTUALENV: '0',
  PIP_NO_INPUT: '1',
  PIP_DISABLE_PIP_VERSION_CHECK: '1',
};

/**
 * Installs a wheel into `folder` with the first of pip and uv that works. They download from the user's configured index,
 * through the proxy of the environment, and verify the hash. Scripts of the wheel are in `folder/bin`.
 *
 * @throws Error with the output of the last installer, or if there is no installer
 */
export async function installWheel(wheel: PinnedWheel, folder: string, context: CacheContext): Promise<void> {
  const { options = [] } = wheel;
  const requirements = await writeRequirements(wheel, folder);
  await runFirst(INSTALLERS, ['install', ...SAFELY, ...options, '--target', folder, '-r', requirements], context);
}

/**
 * Downloads the source distribution of a project into `folder` with pip, like {@link installWheel}. Pip runs the project's
 * build system to get its name, so this needs an index, as an installation does.
 */
export async function downloadSource(source: PinnedSource, folder: string, context: CacheContext): Promise<void> {
  const [name = ''] = source.requirement.split('==');
  const requirements = await writeRequirements(source, folder);
  await runFirst(PIPS, ['download', ...SAFELY, '--no-binary', name, '--dest', folder, '-r', requirements], context);
}

/** Runs the commands until one succeeds. */
async function runFirst({ commands, missing }: Tools, args: readonly string[], context: CacheContext): Promise<void> {
  const startedAtMs = Date.now();
  const elapsed = (): number => Date.now() - startedAtMs;
  const ticking = setInterval(
    () => context.onProgress(`  … ${Math.round(elapsed() / 1_000)} seconds so far`),
    REPORT_EVERY_MS,
  );
  let failure: unknown = new Error(missing);
  try {
    for (const [name, ...prefix] of commands) {
      const command = findOnPath(name, context.env);
      if (command === undefined) continue;
      const env = { PIP_RETRIES: '1', ...context.env, ...PIP_SETTINGS };
      try {
        return await runCommand({ command, args: [...prefix, ...args], env });
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

/** pip verifies hashes only from a requirements file. */
async function writeRequirements({ requirement, hashes }: PinnedSource, folder: string): Promise<string> {
  const path = join(folder, 'requirements.txt');
  await writeFile(path, [requirement, ...hashes.map((hash) => `--hash=sha256:${hash}`)].join(' '));
  return path;
}
