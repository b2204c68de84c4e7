import { execFile } from 'node:child_process';
import { cpSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { cleanEnvironment } from '../setup/clean-environment';

const execute = promisify(execFile);

/** The root of the checkout. */
export const ROOT = join(__dirname, '../..');

/** The project whose definitions run through each entry point, below the root. */
export const PROJECT = 'test/entry-points/project';

/** An executable and its arguments. */
export type Command = readonly [string, ...string[]];

/** A way in which users start `octavo`. */
export interface EntryPoint {
  /** What is typed before the arguments. */
  readonly octavo: Command;
  /** What that starts, where it takes long to find it, as npx does. Default: `octavo`. */
  readonly direct?: Command;
  /** What starts a worker. */
  readonly worker: Command;
  /** The folder in which commands are typed; it has the examples and the project of these tests. */
  readonly root: string;
  /** A folder before all others of PATH: that of another Node. */
  readonly binaries?: string;
  /** The command that runs another one with these variables, in a container. Default: it runs here. */
  readonly wrap?: (command: Command, variables: Readonly<Record<string, string>>) => Command;
}

/** How a command ended. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** `npx octavo` in the checkout. A worker is started without npx, which would leave it behind when a test is killed. */
export const checkout: EntryPoint = {
  ...npxOctavo(ROOT),
  root: ROOT,
};

/** `npx octavo` in a folder that has it installed. */
export function npxOctavo(root: string): Pick<EntryPoint, 'octavo' | 'direct' | 'worker'> {
  const binary = join(root, 'node_modules/.bin/octavo');
  return { octavo: ['npx', 'octavo'], direct: [binary], worker: [binary, 'worker'] };
}

/** Copies what runs through the entry points into a project outside, so that it imports the packages of that project. */
export function copyProject(root: string): void {
  for (const path of ['examples', PROJECT]) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    cpSync(join(ROOT, path), join(root, path), { recursive: true });
  }
}

/** The environment of a user, with another Node where the entry point has one. */
export function userEnvironment({ binaries }: Pick<EntryPoint, 'binaries'> = {}): NodeJS.ProcessEnv {
  const env = cleanEnvironment();
  return binaries === undefined ? env : { ...env, PATH: `${binaries}:${env['PATH'] ?? ''}` };
}

/** Types a command of `octavo` in the root folder, and waits for its end. */
export async function runOctavo(
  entry: EntryPoint,
  args: readonly string[],
  variables: Readonly<Record<string, string>>,
): Promise<Ended> {
  const command: Command = [...entry.octavo, ...args];
  const env = { ...userEnvironment(entry), ...variables };
  return runCommand(entry.wrap?.(command, variables) ?? command, entry.root, env);
}

/** Runs a command to its end. */
export async function runCommand(
  [command, ...args]: Command,
  cwd: string,
  env: NodeJS.ProcessEnv = userEnvironment(),
): Promise<Ended> {
  try {
    return { code: 0, ...(await execute(command, args, { cwd, env, maxBuffer: 2 ** 26 })) };
  } catch (error) {
    const { code, stdout, stderr } = error as Ended;
    return { code, stdout, stderr };
  }
}
