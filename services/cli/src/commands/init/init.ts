import { join, relative, resolve } from 'node:path';
import { makeFolder } from '@octavo/temporal-server';
import type { CommandContext } from '../../command-context';
import { type ExitCode, exitCodes } from '../../exit-codes';
import { readManifest, testsByNode } from './manifest';
import { nextSteps } from './next-steps';
import { planProject } from './plan-project';
import { runNpm } from './run-npm';
import { writable, writeNew } from './write-new';

/** The options of `octavo init`. */
export interface InitOptions {
  /** Run `npm install` in the project. */
  readonly install?: boolean;
}

/**
 * `octavo init [folder]`: writes a project that runs without an edit; files that are there stay as they are. A folder that
 * has a configuration is a project already: it only gets Octavo's packages.
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
  if (!isNew) io.stderr.write(`${target} has a configuration: its files stay as they are.\n`);
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
