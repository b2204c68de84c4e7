import { join } from 'node:path';
import { type CliIo, type ExitCode, runCli } from '@octavo/cli';
import { withOctavo } from '../../setup/clean-environment';

type EndSignal = Parameters<Parameters<CliIo['onInterrupt']>[0]>[0];

/** The root of the checkout. */
export const ROOT = join(__dirname, '../../..');

/** What a command wrote, and its exit code. */
export interface Invocation {
  readonly code: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
}

/** Where and with what a command runs. */
export interface InvokeOptions {
  /** Default: none but what the test set-up says of the server. */
  readonly env?: NodeJS.ProcessEnv;
  readonly stdin?: string;
  /** Default: the root of the checkout. */
  readonly cwd?: string;
  /** True: the standard error is a terminal. */
  readonly isTerminal?: boolean;
  /** Gets each text that is written to the standard error. */
  readonly onStderr?: (text: string) => void;
  /** Gets the function that sends a signal. Default: a Ctrl-C. */
  readonly onInterruptible?: (interrupt: (signal?: EndSignal) => void) => void;
}

/** Runs a command line of `octavo` in this process. */
export async function invoke(args: readonly string[], options: InvokeOptions = {}): Promise<Invocation> {
  const { env = {}, stdin = '', cwd = ROOT, onInterruptible, onStderr, isTerminal = false } = options;
  const [stdout, stderr] = [new TextBuffer(), Object.assign(new TextBuffer(onStderr), { isTTY: isTerminal })];
  const code = await runCli(args, {
    ...{ env: { ...withOctavo({}), ...env }, cwd, stdout, stderr },
    stdin: linesOf(stdin),
    onInterrupt: (listener) => {
      onInterruptible?.((signal = 'SIGINT') => listener(signal));
      return () => undefined;
    },
  });
  return { code, stdout: stdout.text, stderr: stderr.text };
}

/** What `--json` gave. */
export function jsonOf({ stdout }: Invocation): unknown {
  return JSON.parse(stdout);
}

/** Keeps what is written to it. */
export class TextBuffer {
  readonly #parts: string[] = [];
  readonly #onWrite: ((text: string) => void) | undefined;

  constructor(onWrite?: (text: string) => void) {
    this.#onWrite = onWrite;
  }

  get text(): string {
    return this.#parts.join('');
  }

  write(text: string): void {
    this.#parts.push(text);
    this.#onWrite?.(text);
  }
}

async function* linesOf(text: string): AsyncGenerator<Uint8Array> {
  yield await Promise.resolve(Buffer.from(text));
}
