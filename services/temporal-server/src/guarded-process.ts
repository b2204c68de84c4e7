import { type ChildProcess, type ChildProcessByStdio, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { Socket } from 'node:net';
import type { Readable } from 'node:stream';

/** Options of a child process that must not outlive this process. */
export interface GuardedProcessOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** The process is killed after this time. Default: no limit. */
  readonly timeoutMs?: number;
}

/** A running child process that ends with this process, even if this process is killed. */
export interface GuardedProcess {
  readonly pid: number;
  /** The last 200 lines of its output, for error messages. */
  readonly lastOutput: () => string;
  /** Resolves with a sentence when the process has ended, for any reason. */
  readonly ended: Promise<string>;
  /** Sends SIGTERM, after `graceMs` (default 5,000) SIGKILL, and waits until the process has ended. */
  readonly stop: (graceMs?: number) => Promise<void>;
}

const KEPT_LINES = 200;
// `read` and `kill` are built into the shell, so the wait works with any PATH.
const KILL_WHEN_INPUT_ENDS =
  'read -r line; kill -TERM "-$0" 2>/dev/null; PATH=/usr/bin:/bin sleep 3; kill -KILL "-$0" 2>/dev/null';

/**
 * Starts a process in its own process group, so that Ctrl-C reaches only this process, which decides when the child stops.
 * The child ends by `stop`, by the normal exit of this process, or (not on Windows) by a watchdog whose input pipe closes
 * when this process is killed. The last two also end the child's own child processes.
 */
export async function startGuardedProcess(options: GuardedProcessOptions): Promise<GuardedProcess> {
  const child = await spawnGuarded(options);
  const ended = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) =>
      resolve(signal === null ? `it ended with code ${code}` : `it was ended by ${signal}`),
    );
  });
  release(child);
  return {
    pid: child.pid ?? 0,
    lastOutput: keepLastLines(child),
    ended,
    stop: (graceMs) => stop(child, ended, graceMs),
  };
}

/** The same, but the child keeps this process's event loop alive, and the caller must read its output. */
export async function spawnGuarded(
  options: GuardedProcessOptions,
): Promise<ChildProcessByStdio<null, Readable, Readable>> {
  const { command, args, cwd, env, timeoutMs } = options;
  const start = { cwd, env, detached: true, windowsHide: true } as const;
  const child = spawn(command, args, { ...start, stdio: ['ignore', 'pipe', 'pipe'] });
  // At once, because this process may be killed before the event `spawn`.
  const watchdog = startWatchdog(child);
  await new Promise((resolve, reject) => child.once('spawn', resolve).once('error', reject));
  // Node's own `timeout` keeps the event loop alive for as long where the process cannot be started.
  const limit = timeoutMs === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), timeoutMs);
  const killAtExit = (): void => killGroup(child);
  // Runs before `removeAtExit` removes the files that the child writes.
  process.prependOnceListener('exit', killAtExit);
  child.once('exit', () => {
    process.off('exit', killAtExit);
    clearTimeout(limit);
    watchdog?.kill('SIGKILL');
  });
  return child;
}

function killGroup(child: ChildProcess): void {
  if (process.platform === 'win32' || child.pid === undefined) return void child.kill('SIGTERM');
  try {
    process.kill(-child.pid, 'SIGTERM');
  } catch {
    // The process has already ended.
  }
}

function startWatchdog(child: ChildProcess): ChildProcess | undefined {
  if (process.platform === 'win32' || child.pid === undefined) return undefined;
  const watchdog = spawn('/bin/sh', ['-c', KILL_WHEN_INPUT_ENDS, String(child.pid)], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  // Without a shell there is no watchdog; the normal exit of this process still ends the child.
  watchdog.once('error', () => undefined);
  release(watchdog);
  return watchdog;
}

/** Keeps a child from holding this process's event loop alive: a program without `stop` still ends, and its child too. */
function release(child: ChildProcess): void {
  child.unref();
  // Pipes of child processes are sockets, but their types are streams.
  for (const stream of child.stdio) if (stream instanceof Socket) stream.unref();
}

function keepLastLines(child: ChildProcess): () => string {
  let lines: string[] = [];
  const keep = (chunk: Buffer): void => {
    lines = [...lines, ...chunk.toString('utf8').split('\n').filter(Boolean)].slice(-KEPT_LINES);
  };
  child.stdout?.on('data', keep);
  child.stderr?.on('data', keep);
  return () => lines.join('\n');
}

async function stop(child: ChildProcess, ended: Promise<string>, graceMs = 5_000): Promise<void> {
  child.ref();
  child.kill('SIGTERM');
  const insist = setTimeout(() => child.kill('SIGKILL'), graceMs);
  await ended;
  clearTimeout(insist);
}

/** Removes a file or folder when this process exits, unless the returned function is called before. */
export function removeAtExit(path: string): () => void {
  const remove = (): void => {
    try {
      rmSync(path, { recursive: true, force: true });
    } catch {
      // Another process that is ending may still write there.
    }
  };
  process.once('exit', remove);
  return () => process.off('exit', remove);
}
