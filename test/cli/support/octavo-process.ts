import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
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

/** Starts `octavo` with these arguments, without a configured server. `stderr`: a file to write to, by its descriptor. */
export function startOctavo(
  args: readonly string[],
  env: NodeJS.ProcessEnv = {},
  { cwd, stderr: target = 'pipe' as const }: { cwd?: string; stderr?: number | 'pipe' } = {},
): OctavoProcess {
  const child = spawn(process.execPath, [join(ROOT, 'services/cli/bin/octavo.js'), ...args], {
    env: { ...cleanEnvironment(), ...env },
    stdio: ['ignore', 'pipe', target],
    ...(cwd === undefined ? {} : { cwd }),
  });
  const [stdout, stderr] = [collect(child.stdout), collect(child.stderr)];
  const ended = new Promise<number | string>((resolve) => {
    child.once('close', (code, signal) => resolve(code ?? signal ?? 'unknown'));
  });
  return { child, stdout, stderr, ended };
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
