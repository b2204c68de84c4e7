import { type ChildProcess, type ChildProcessByStdio, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { Socket } from 'node:net';
import type { Readable } from 'node:stream';

/** How a child process that must not outlive us is started. */
export interface GuardedProcessOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** It is killed when it has run for as long. Default: never. */
  readonly timeoutMs?: number;
}

/** A running child process that ends when we do, whatever ends us. */
export interface GuardedProcess {
  readonly pid: number;
  /** The last 200 lines of what it wrote, for the error message. */
  readonly lastOutput: () => string;
  /** Settles with a sentence when the process has ended, by us or by itself. */
  readonly ended: Promise<string>;
  /** Asks it to end (SIGTERM), insists after `graceMs` (default 5,000), and waits until it is gone. */
  readonly stop: (graceMs?: number) => Promise<void>;
}

const KEPT_LINES = 200;
// `read` and `kill` are parts of the shell: a PATH without `cat` must not end the wait.
const KILL_WHEN_INPUT_ENDS =
  'read -r line; kill -TERM "-$0" 2>/dev/null; PATH=/usr/bin:/bin sleep 3; kill -KILL "-$0" 2>/dev/null';

/**
 * Starts a process in a group of its own, so that Ctrl-C reaches only us and we decide when it stops. Three things
 * end it: `stop`, our normal exit, and (not on Windows) a watchdog that sees its input pipe close when we are killed.
 * The last two end its own child processes too.
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

/** The same, for who waits for its end: it keeps our event loop alive, and its output has to be read. */
export async function spawnGuarded(
  options: GuardedProcessOptions,
): Promise<ChildProcessByStdio<null, Readable, Readable>> {
  const { command, args, cwd, env, timeoutMs } = options;
  const start = { cwd, env, detached: true, windowsHide: true } as const;
  const child = spawn(command, args, { ...start, stdio: ['ignore', 'pipe', 'pipe'] });
  await new Promise((resolve, reject) => child.once('spawn', resolve).once('error', reject));
  const watchdog = startWatchdog(child);
  // Node's own `timeout` keeps the event loop alive for as long where the process cannot be started.
  const limit = timeoutMs === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), timeoutMs);
  const killAtExit = (): void => killGroup(child);
  // Before what it writes to is removed.
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
    // It has just ended.
  }
}

function startWatchdog(child: ChildProcess): ChildProcess | undefined {
  if (process.platform === 'win32') return undefined;
  const watchdog = spawn('/bin/sh', ['-c', KILL_WHEN_INPUT_ENDS, String(child.pid)], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  // Without a shell there is no watchdog; our own exit still ends the child.
  watchdog.once('error', () => undefined);
  release(watchdog);
  return watchdog;
}

/** A child must not keep our event loop alive: a program that forgot `stop` still ends, and takes the child along. */
function release(child: ChildProcess): void {
  child.unref();
  // Pipes of child processes are sockets, though their types say streams.
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

/** Removes a file or folder when this process ends, unless the returned function is called before. */
export function removeAtExit(path: string): () => void {
  const remove = (): void => {
    try {
      rmSync(path, { recursive: true, force: true });
    } catch {
      // A process that is ending may still write there.
    }
  };
  process.once('exit', remove);
  return () => process.off('exit', remove);
}
