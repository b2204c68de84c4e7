import { PassThrough, Writable } from 'node:stream';
import { setImmediate } from 'node:timers/promises';
import { finishOutput, type OutputState, untilWritten, watchOutput } from './process-output';

/** Accepts a chunk whenever `read` is called. */
class SlowReader extends Writable {
  readonly taken: string[] = [];
  #next: (() => void) | undefined;

  override _write(chunk: Buffer, _encoding: string, done: () => void): void {
    this.#next = () => {
      this.taken.push(String(chunk));
      done();
    };
  }

  read(): void {
    const next = this.#next;
    this.#next = undefined;
    next?.();
  }
}

describe('the end of a command', () => {
  beforeEach(() => jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] }));
  afterEach(() => jest.useRealTimers());

  const fails = (code: string): NodeJS.ErrnoException => Object.assign(new Error(`${code}: no more`), { code });
  const written = (): PassThrough => new PassThrough().resume();
  const lost: OutputState = { isTerminalGone: false, isLost: true };
  const fine: OutputState = { isTerminalGone: false, isLost: false };

  it('waits for the reader of its output without a limit', async () => {
    const stdout = new SlowReader();
    stdout.write('result');
    const finished = finishOutput({ stdout, stderr: written() }, fine, 1);
    for (let rounds = 0; rounds < 10; rounds += 1) await jest.advanceTimersByTimeAsync(60_000);
    expect(stdout.taken).toEqual([]);
    for (let rounds = 0; rounds < 4; rounds += 1, await setImmediate()) stdout.read();
    expect(await finished).toBe(1);
    expect(stdout.taken[0]).toBe('result');
  });

  it.each([
    ['its log', 0, () => ({ stdout: written(), stderr: new SlowReader() })],
    ['its output after a signal', 143, () => ({ stdout: new SlowReader(), stderr: written() })],
  ] as const)('does not wait for a reader of %s that has stalled', async (_which, code, streams) => {
    const { stdout, stderr } = streams();
    for (const stream of [stdout, stderr]) stream.write('text');
    const finished = finishOutput({ stdout, stderr }, fine, code);
    await jest.advanceTimersByTimeAsync(2_000);
    expect(await finished).toBe(code);
  });

  it('waits for a slow reader of its log while it reads', async () => {
    const stderr = new SlowReader();
    for (const line of ['a', 'b', 'c']) stderr.write(line);
    let isDone = false;
    const done = untilWritten(stderr as never, 1_000).then(() => (isDone = true));
    for (let rounds = 0; rounds < 4; rounds += 1) {
      await jest.advanceTimersByTimeAsync(900);
      expect(isDone).toBe(false);
      stderr.read();
    }
    await done;
    expect(stderr.taken).toEqual(['a', 'b', 'c', '']);
  });

  it('continues behind a closed pipe, and keeps its exit code', async () => {
    const [stdout, stderr] = [written(), written()];
    const state = watchOutput({ stdout, stderr } as never);
    stdout.emit('error', fails('EPIPE'));
    stderr.emit('error', fails('EPIPE'));
    expect(await finishOutput({ stdout, stderr }, state, 1)).toBe(1);
  });

  it('reports once that its output was lost, and exits with 3', async () => {
    const stdout = written();
    const stderr = new PassThrough();
    const state = watchOutput({ stdout, stderr } as never);
    for (let times = 0; times < 2; times += 1) stdout.emit('error', fails('ENOSPC'));
    expect(String(stderr.read())).toBe('FILE_NOT_WRITABLE: The standard output cannot be written: ENOSPC: no more.\n');
    expect(await finishOutput({ stdout, stderr: stderr.resume() }, state, 0)).toBe(3);
    expect(await finishOutput({ stdout, stderr }, lost, 1)).toBe(3);
  });
});
