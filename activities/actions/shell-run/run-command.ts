import { type ChildProcess, spawn } from 'node:child_process';
import { constants } from 'node:os';
import { ActionError } from '../../define-action';

export interface CommandRequest {
  readonly command: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly stdin: string;
  readonly signal: AbortSignal;
}

export interface FinishedCommand {
  /** 128 and the number of the signal where one killed it, 127 where it was not found. */
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly killedBy: NodeJS.Signals | null;
  readonly hasStarted: boolean;
}

/** Of stdout and stderr together: they travel in one payload. */
export const MAX_OUTPUT_BYTES = 1024 * 1024;

const KILL_AFTER_MS = 500;

/** What a command gets of the worker's environment: nothing that could hold a secret. */
const inherited = ['PATH', 'HOME', 'LANG', 'LC_ALL', 'TZ', 'TMPDIR', 'SystemRoot', 'PATHEXT'];

/** Runs a command in a process group of its own, which is killed when the signal aborts or the output becomes too long. */
export async function runCommand({ command, env, stdin, signal }: CommandRequest): Promise<FinishedCommand> {
  signal.throwIfAborted();
  const [executable = '', ...args] = command;
  const child = spawn(executable, args, { env: { ...inheritedEnv(), ...env }, detached: true, stdio: 'pipe' });
  const stop = (): void => killGroup(child);
  signal.addEventListener('abort', stop, { once: true });
  try {
    const output = collectOutput(child, stop);
    child.stdin.on('error', () => undefined).end(stdin);
    const end = await waitForEnd(child);
    signal.throwIfAborted();
    return { ...end, ...output() };
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

function inheritedEnv(): Record<string, string> {
  const known = inherited.map((name) => [name, process.env[name]] as const);
  return Object.fromEntries(known.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

type CommandEnd = Pick<FinishedCommand, 'exitCode' | 'killedBy' | 'hasStarted'>;

function waitForEnd(child: ChildProcess): Promise<CommandEnd> {
  return new Promise((resolve, reject) => {
    child.once('error', (error: NodeJS.ErrnoException) => {
      const exitCode = error.code === 'ENOENT' ? 127 : 126;
      if (child.pid === undefined) resolve({ exitCode, killedBy: null, hasStarted: false });
      else reject(error);
    });
    child.once('close', (code, killedBy) =>
      resolve({ exitCode: exitCodeOf(code, killedBy), killedBy, hasStarted: true }),
    );
  });
}

function exitCodeOf(code: number | null, killedBy: NodeJS.Signals | null): number {
  return code ?? (killedBy === null ? 1 : 128 + constants.signals[killedBy]);
}

/** Gathers both streams; the function given back throws PAYLOAD_TOO_LARGE where they were too long. */
function collectOutput(child: ChildProcess, stop: () => void): () => { stdout: string; stderr: string } {
  const chunks = { stdout: [] as Buffer[], stderr: [] as Buffer[] };
  let sizeBytes = 0;
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.on('data', (chunk: Buffer) => {
      sizeBytes += chunk.length;
      if (sizeBytes > MAX_OUTPUT_BYTES) stop();
      else chunks[name].push(chunk);
    });
  }
  return () => {
    if (sizeBytes > MAX_OUTPUT_BYTES) throw tooLong();
    return { stdout: Buffer.concat(chunks.stdout).toString(), stderr: Buffer.concat(chunks.stderr).toString() };
  };
}

function tooLong(): ActionError {
  const message = `The command wrote more than ${MAX_OUTPUT_BYTES} bytes.`;
  return new ActionError('PAYLOAD_TOO_LARGE', message, { retryable: false });
}

/** SIGTERM to all that the command started, SIGKILL soon after to what is left. */
function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  signalGroup(pid, 'SIGTERM');
  setTimeout(() => signalGroup(pid, 'SIGKILL'), KILL_AFTER_MS).unref();
}

function signalGroup(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(-pid, name);
  } catch {
    // It is gone.
  }
}
