import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { cleanEnvironment } from '../../setup/clean-environment';
import { ROOT } from './invoke';

/** `octavo` in its own process, started as users do. */
export interface OctavoProcess {
  readonly child: ChildProcess;
  /** Its output so far. */
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Its exit code, or the name of the signal that ended it. */
  readonly ended: Promise<number | string>;
}

const started: ChildProcess[] = [];
// A failed test may have left one running.
afterAll(() => started.forEach((child) => child.kill('SIGKILL')));

/** The folder of a process, and the targets of its output. */
export interface ProcessOptions {
  /** Default: the root of the checkout. */
  readonly cwd?: string;
  /** The descriptor of a file. Default: collected. */
  readonly stdout?: number;
  /** As `stdout`. */
  readonly stderr?: number;
}

/** Starts `octavo` with these arguments, without a configured server. */
export function startOctavo(
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
  { cwd = ROOT, stdout: output, stderr: target }: ProcessOptions = {},
): OctavoProcess {
  const child = spawn(process.execPath, [join(ROOT, 'services/cli/bin/octavo.js'), ...args], {
    env: { ...cleanEnvironment(), ...env },
    cwd,
    stdio: ['ignore', output ?? 'pipe', target ?? 'pipe'],
  });
  started.push(child);
  const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)];
  const ended = new Promise<number | string>((resolve) => {
    child.once('close', (code, signal) => resolve(code ?? signal ?? 'unknown'));
  });
  return { child, stdout, stderr, ended };
}

/** Waits until `octavo` has written something to its standard error, or has ended. */
export async function untilStderr(
  { child, stderr }: Pick<OctavoProcess, 'child' | 'stderr'>,
  text: string,
): Promise<void> {
  while (!stderr().includes(text) && child.exitCode === null && child.signalCode === null) await sleep(20);
}

/** Sends a signal repeatedly until the process has ended, because a signal directly after the first counts as the same. */
export async function signalUntilEnded(
  { child, ended }: OctavoProcess,
  signal: NodeJS.Signals,
): Promise<number | string> {
  const again = setInterval(() => child.kill(signal), 250);
  try {
    return await ended;
  } finally {
    clearInterval(again);
  }
}

/** The processes that do not end within a few seconds: the shell that watches a server takes up to three seconds longer. */
export async function leftOf(pids: readonly number[]): Promise<readonly number[]> {
  for (let waits = 0; waits < 100 && pids.some(isAlive); waits += 1) await sleep(50);
  return pids.filter(isAlive);
}

/** Ids of all descendants of a process (Linux). */
export function processesBelow(pid: number): readonly number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => [Number(name), parentOf(name)] as const);
  const below = (parent: number): number[] =>
    parents.flatMap(([child, its]) => (its === parent ? [child, ...below(child)] : []));
  return below(pid);
}

/** Whether a process exists and is not a zombie. */
export function isAlive(pid: number): boolean {
  return (statOf(`${pid}`)?.[0] ?? 'Z') !== 'Z';
}

function parentOf(pid: string): number | undefined {
  const parent = statOf(pid)?.[1];
  return parent === undefined ? undefined : Number(parent);
}

// State and parent follow the name, which is in parentheses and may contain any character.
function statOf(pid: string): readonly string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}

function collect(stream: NodeJS.ReadableStream | null): () => string {
  const chunks: Buffer[] = [];
  stream?.on('data', (chunk: Buffer) => chunks.push(chunk));
  return () => Buffer.concat(chunks).toString('utf8');
}
