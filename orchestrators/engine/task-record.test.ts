import type { RecordedProgress, StateRecorder } from '../contracts/state-recorder';
import { Progress } from './progress';

/** Keeps what it was told last, and how. */
class Recorder implements StateRecorder {
  readonly state = undefined;
  progress: RecordedProgress | undefined;
  status = '';

  running(progress: RecordedProgress): void {
    [this.progress, this.status] = [progress, 'RUNNING'];
  }

  waiting(progress: RecordedProgress): void {
    [this.progress, this.status] = [progress, 'WAITING'];
  }
}

it('reads the recorded value', () => {
  const [state, progress] = [new Recorder(), new Progress<number>()];
  expect(progress.read(state)).toBeUndefined();
  progress.waiting(state, 0);
  expect([progress.read(state), state.status]).toEqual([0, 'WAITING']);
  progress.running(state, 2);
  expect([progress.read(state), state.status]).toEqual([2, 'RUNNING']);
});

it('records a decision once', () => {
  const [state, progress] = [new Recorder(), new Progress<string>()];
  expect(progress.decided(state, () => 'first')).toBe('first');
  expect(progress.decided(state, () => 'second')).toBe('first');
});

it('reads a value that an older version recorded', () => {
  const state = new Recorder();
  new Progress<number>().running(state, 5);
  const upgrade = (kept: unknown, version: number) => ({ left: Number(kept) + version });
  expect(new Progress<{ left: number }>({ version: 2, upgrade }).read(state)).toEqual({ left: 6 });
});

it.each([
  ['a newer version', 3, { version: 2, upgrade: () => 0 }],
  ['an older version that it does not know', 1, { version: 2 }],
])('refuses that of %s', (_what, version, options) => {
  const state = new Recorder();
  new Progress<number>({ version }).running(state, 5);
  expect(() => new Progress<number>(options).read(state)).toThrow(`version ${version}`);
});
