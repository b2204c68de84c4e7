import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { makeFolder } from '@octavo/temporal-server';
import { CliError, type ExitCode, exitCodes } from '../../cli-error';
import type { CommandContext, TextSink } from '../../command';
import {
  type Dependencies,
  findPackages,
  newManifest,
  readManifest,
  testsByNode,
  writable,
  writeNew,
} from './packages';
import { starterFiles } from './starter-files';

/** The options of `octavo init`. */
export interface InitOptions {
  /** Run `npm install` in the project. */
  readonly install?: boolean;
}

/**
 * `octavo init [folder]`: writes a project that runs without changes; existing files are kept. A folder with a configuration
 * is a project already, and gets only Octavo's packages.
 */
export async function init(folder: string, { io, options }: CommandContext<InitOptions>): Promise<ExitCode> {
  const target = resolve(io.cwd, folder);
  await writable(target, async () => makeFolder(target));
  const { isNew, files, install } = await planProject(target, io.stderr);
  for (const [name, text] of Object.entries(files)) {
    const path = join(target, name);
    const isWritten = await writeNew(path, text);
    io.stderr.write(`${isWritten ? 'wrote' : 'kept '} ${relative(io.cwd, path)}\n`);
  }
  if (!isNew) io.stderr.write(`${target} has a configuration: its files are kept.\n`);
  const installs = options.install === true && install !== undefined;
  if (installs) await runNpm(install, target, io.stderr);
  const commands = nextSteps({
    folder: relative(io.cwd, target),
    install: installs ? undefined : install,
    hasTestScript: testsByNode((await readManifest(target)) ?? {}),
    isNew,
  });
  io.stderr.write(`Next:\n${commands.map((command) => `  ${command}\n`).join('')}`);
  return exitCodes.success;
}

/** The files that `octavo init` writes to a folder, and the packages that it installs. */
interface ProjectPlan {
  /** False if the folder has a configuration; then no files are written. */
  readonly isNew: boolean;
  /** Path to text. */
  readonly files: Readonly<Record<string, string>>;
  /** The arguments for npm to install missing packages; undefined if none is missing. */
  readonly install?: readonly string[];
}

/**
 * Writes a package.json if there is none; an existing one gets Octavo's packages by `npm install`, which also updates them.
 * Other files are not written again into an existing project, because its owner may have deleted them.
 */
async function planProject(target: string, stderr: TextSink): Promise<ProjectPlan> {
  const manifest = await readManifest(target);
  const isNew = !existsSync(join(target, 'octavo.config.yaml'));
  const dependencies = await findPackages(target, stderr);
  const files = isNew ? starterFiles : {};
  if (dependencies === undefined) return { isNew, files };
  if (manifest !== undefined) return { isNew, files, install: ['install', ...specsOf(dependencies)] };
  return { isNew, files: { 'package.json': newManifest(target, dependencies), ...files }, install: ['install'] };
}

/** Packages as arguments of `npm install`. */
function specsOf(dependencies: Dependencies): readonly string[] {
  return Object.entries(dependencies).map(([name, spec]) => (spec.startsWith('file:') ? spec : `${name}@${spec}`));
}

/** The remaining steps in a new project. */
interface RemainingWork {
  /** Relative to the working directory; empty for the working directory itself. */
  readonly folder: string;
  /** The arguments of npm; undefined if nothing has to be installed. */
  readonly install: readonly string[] | undefined;
  /** Whether `npm test` runs the test of the project. */
  readonly hasTestScript: boolean;
  /** False if the definitions are the user's own. */
  readonly isNew: boolean;
}

/** The commands to type next, in order; the tests run exactly these. */
function nextSteps({ folder, install, hasTestScript, isNew }: RemainingWork): readonly string[] {
  return [
    ...(folder === '' ? [] : [`cd ${quote(folder)}`]),
    ...(install === undefined ? [] : [`npm ${install.map(quote).join(' ')}`]),
    ...(hasTestScript ? ['npm test'] : []),
    ...(isNew && !hasTestScript ? ['node --test hello.test.mjs'] : []),
    ...(isNew ? [`npx octavo run definitions/hello.yaml --input '{"name": "Ada"}'`] : []),
    'npx octavo dev',
  ];
}

function quote(word: string): string {
  return /^[\w@./:-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}

/**
 * Runs npm in a folder and forwards its output.
 *
 * @throws CliError INSTALL_FAILED
 */
async function runNpm(args: readonly string[], cwd: string, stderr: TextSink): Promise<void> {
  // On Windows, npm is a script, which needs a shell.
  const child = spawn('npm', args, { cwd, stdio: ['ignore', 'pipe', 'pipe'], shell: process.platform === 'win32' });
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => stderr.write(chunk.toString('utf8')));
  const [code] = (await once(child, 'close').catch((error: unknown) => [error])) as [unknown];
  if (code === 0) return;
  throw new CliError('INSTALL_FAILED', `npm ${args.join(' ')} failed in ${cwd}: see the output of npm above.`, {
    exitCode: exitCodes.unavailable,
  });
}
