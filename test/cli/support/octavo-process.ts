import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { cleanEnvironment } from '../../setup/clean-environment';
import { ROOT } from './invoke';

/** `octavo` in a process of its own, as users start it. */
export interface OctavoProcess {
  readonly child: ChildProcess;
  /** What it has written so far. */
  readonly stdout: () => string;
  readonly stderr: () => string;
  /** Its exit code; a signal that ended it as text. */
  readonly ended: Promise<number | string>;
}

const started: ChildProcess[] = [];
// A test that failed may have left one of them running.
afterAll(() => started.forEach((child) => child.kill('SIGKILL')));

/** Where a process runs, and what it writes errors to. */
export interface ProcessOptions {
  /** Default: the root of the checkout. */
  readonly cwd?: string;
  /** The descriptor of a file. Default: collected. */
  readonly stdout?: number;
  /** The same. */
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

/** Sends a signal again and again until the process has ended; one that follows another at once counts as the same. */
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

/** Those of these processes that do not end: the shell that watches a server takes up to three seconds more than we. */
export async function leftOf(pids: readonly number[]): Promise<readonly number[]> {
  for (let waits = 0; waits < 100 && pids.some(isAlive); waits += 1) await sleep(50);
  return pids.filter(isAlive);
}

/** Ids of the processes below a process, as Linux tells them. */
export function processesBelow(pid: number): readonly number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => [Number(name), parentOf(name)] as const);
  const below = (parent: number): number[] =>
    parents.flatMap(([child, its]) => (its === parent ? [child, ...below(child)] : []));
  return below(pid);
}

/** Whether a process is there, other than as a zombie. */
export function isAlive(pid: number): boolean {
  return (statOf(`${pid}`)?.[0] ?? 'Z') !== 'Z';
}

function parentOf(pid: string): number | undefined {
  const parent = statOf(pid)?.[1];
  return parent === undefined ? undefined : Number(parent);
}

// State and parent follow the name, which may hold anything and stands in parentheses.
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
