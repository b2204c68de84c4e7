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
  /** 128 plus the signal's number if a signal killed it; 127 if it was not found, 126 if it could not start. */
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly killedBy: NodeJS.Signals | null;
  readonly hasStarted: boolean;
}

/** Limit of stdout and stderr together, because both are in one payload. */
export const MAX_OUTPUT_BYTES = 1024 * 1024;

const KILL_AFTER_MS = 500;

/** Variables that a command inherits from the worker. All others may contain secrets. */
const inherited = ['PATH', 'HOME', 'LANG', 'LC_ALL', 'TZ', 'TMPDIR', 'SystemRoot', 'PATHEXT'];

/** Runs a command in its own process group, which is killed when the signal aborts or the output is too large. */
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
  const variables = inherited.map((name) => [name, process.env[name]] as const);
  return Object.fromEntries(variables.filter((entry): entry is [string, string] => entry[1] !== undefined));
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

/** Collects both streams. The returned function throws PAYLOAD_TOO_LARGE if they were too large. */
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

/** Sends SIGTERM to the command and its children, and after 500 ms SIGKILL to those that are left. */
function killGroup({ pid }: ChildProcess): void {
  if (pid === undefined) return;
  signalGroup(pid, 'SIGTERM');
  setTimeout(() => signalGroup(pid, 'SIGKILL'), KILL_AFTER_MS).unref();
}

function signalGroup(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(-pid, name);
  } catch {
    // The group has ended.
  }
}
