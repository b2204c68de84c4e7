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

/** The surroundings of a command. */
export interface InvokeOptions {
  /** Default: only the variables of the test set-up for the server. */
  readonly env?: NodeJS.ProcessEnv;
  readonly stdin?: string;
  /** Default: the root of the checkout. */
  readonly cwd?: string;
  /** True: the standard error is a terminal. */
  readonly isTerminal?: boolean;
  /** Called with each text for the standard error. */
  readonly onStderr?: (text: string) => void;
  /** Called with a function that sends a signal, by default Ctrl-C. */
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

/** The parsed output of `--json`. */
export function jsonOf({ stdout }: Invocation): unknown {
  return JSON.parse(stdout);
}

/** A stream that keeps its text. */
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
