import { exitCodes } from './cli-error';

/** After this time without reading, a reader counts as stalled. */
const STALL_MS = 1_000;

/** The members of a standard stream that are used here. */
type OutputStream = Pick<NodeJS.WriteStream, 'write' | 'writableLength'>;

/** The state of the standard streams. */
export interface OutputState {
  /** The terminal of this process was closed. */
  isTerminalGone: boolean;
  /** The standard output has failed for another reason than a reader that closed the pipe. */
  isLost: boolean;
}

/**
 * Keeps errors of the standard streams from ending the process. If a reader closes the pipe early (`octavo ls | head`), the
 * command continues and keeps its exit code. Other errors of the standard output are reported once, on the standard error.
 */
export function watchOutput({ stdout, stderr }: Pick<NodeJS.Process, 'stdout' | 'stderr'>): OutputState {
  const state: OutputState = { isTerminalGone: false, isLost: false };
  stdout.on('error', ({ code, message }: NodeJS.ErrnoException) => {
    state.isTerminalGone ||= code === 'EIO';
    // Node reports `ERR_STREAM_DESTROYED` for writes after an error.
    if (state.isTerminalGone || state.isLost || code === 'EPIPE' || code === 'ERR_STREAM_DESTROYED') return;
    state.isLost = true;
    stderr.write(`FILE_NOT_WRITABLE: The standard output cannot be written: ${message}.\n`);
  });
  stderr.on('error', ({ code }: NodeJS.ErrnoException) => void (state.isTerminalGone ||= code === 'EIO'));
  return state;
}

/**
 * Waits until both streams are written, and returns the exit code. It waits for the reader of the output without a limit,
 * unless a signal ended the command. It does not wait for a stalled reader of the log, because a worker must be able to stop.
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

/** Resolves when everything is written or cannot be written, or when the reader has read nothing for `stallMs`. */
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
 * Writes buffered log lines: the SDK keeps lines for a tenth of a second, to put them in order. Does nothing if no worker
 * runs in this process. Synchronous, so that it works while the process exits.
 */
export function flushLogs(): void {
  flush();
}

/** Makes `flushLogs` call `flushing`. */
export function onFlushLogs(flushing: () => void): void {
  flush = flushing;
}

// Writes all log lines, however the process ends.
process.on('exit', flushLogs);
