import { exitCodes } from './cli-error';

/** How long a reader may take nothing before its output is given up. */
const STALL_MS = 1_000;

/** A stream of this process, as far as its end needs it. */
type OutputStream = Pick<NodeJS.WriteStream, 'write' | 'writableLength'>;

/** What became of the standard streams. */
export interface OutputState {
  /** The terminal of this process is gone. */
  isTerminalGone: boolean;
  /** The standard output has failed other than by a reader that stopped reading. */
  isLost: boolean;
}

/**
 * Keeps errors of the standard streams from ending the process. A reader may stop early (`octavo ls | head`): the command
 * goes on, and its exit code counts. Other errors of the standard output are reported once, on the standard error.
 */
export function watchOutput({ stdout, stderr }: Pick<NodeJS.Process, 'stdout' | 'stderr'>): OutputState {
  const state: OutputState = { isTerminalGone: false, isLost: false };
  stdout.on('error', ({ code, message }: NodeJS.ErrnoException) => {
    state.isTerminalGone ||= code === 'EIO';
    // Node reports `ERR_STREAM_DESTROYED` for what is written after an error.
    if (state.isTerminalGone || state.isLost || code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED') return;
    state.isLost = true;
    stderr.write(`FILE_NOT_WRITABLE: The standard output cannot be written: ${message}.\n`);
  });
  stderr.on('error', ({ code }: NodeJS.ErrnoException) => void (state.isTerminalGone ||= code === 'EIO'));
  return state;
}

/**
 * Waits until both streams are written, and gives the exit code. Like every program this waits for the reader of its
 * output, unless a signal has ended the command. The log waits for its reader only as long as that reads: a worker that
 * was told to end must end.
 */
export async function finishOutput(
  { stdout, stderr }: { readonly stdout: OutputStream; readonly stderr: OutputStream },
  state: Pick<OutputState, 'isLost'>,
  code: number,
): Promise<number> {
  const isLeft = code >= exitCodes.hungUp;
  await untilWritten(stdout, isLeft ? STALL_MS : Infinity);
  await untilWritten(stderr, STALL_MS);
  return state.isLost ? exitCodes.unavailable : code;
}

/** Resolves when all is written, or cannot be, or when the reader has taken nothing for `stallMs`. */
export async function untilWritten(stream: OutputStream, stallMs: number): Promise<void> {
  const written = new Promise<'written'>((resolve) => stream.write('', () => resolve('written')));
  if (stallMs === Infinity) return void (await written);
  for (let left = stream.writableLength, before = Infinity; left < before; left = stream.writableLength) {
    before = left;
    if ((await Promise.race([written, stalledAfter(stallMs)])) === 'written') return;
  }
}

function stalledAfter(ms: number): Promise<'stalled'> {
  return new Promise((resolve) => setTimeout(() => resolve('stalled'), ms).unref());
}

let flush: () => void = () => undefined;

/**
 * Writes what the log holds back: the SDK keeps lines for a tenth of a second, to put them in order. Nothing where no worker
 * is at work here. Synchronous, so that it can be the last thing that a process does.
 */
export function flushLogs(): void {
  flush();
}

/** Has `flushLogs` call this from now on. */
export function onFlushLogs(flushing: () => void): void {
  flush = flushing;
}

// However the process ends, lines that were logged are written.
process.on('exit', flushLogs);
