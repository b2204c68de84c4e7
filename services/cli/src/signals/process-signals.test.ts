import type { EndSignal } from '../cli-io';
import { onProcessSignal } from './process-signals';

describe('signals of the process', () => {
  const heard: EndSignal[] = [];
  let stop: () => void;
  beforeEach(() => {
    jest.useFakeTimers();
    heard.length = 0;
    stop = onProcessSignal((signal) => heard.push(signal));
  });
  afterEach(() => {
    stop();
    jest.useRealTimers();
  });

  it('count once where npm forwards what the terminal has sent already', () => {
    process.emit('SIGINT', 'SIGINT');
    jest.advanceTimersByTime(40);
    process.emit('SIGINT', 'SIGINT');
    expect(heard).toEqual(['SIGINT']);
  });

  it('count twice where somebody presses Ctrl-C again', () => {
    process.emit('SIGINT', 'SIGINT');
    jest.advanceTimersByTime(250);
    process.emit('SIGINT', 'SIGINT');
    expect(heard).toEqual(['SIGINT', 'SIGINT']);
  });

  it('count each where they are different', () => {
    process.emit('SIGTERM', 'SIGTERM');
    process.emit('SIGHUP', 'SIGHUP');
    process.emit('SIGINT', 'SIGINT');
    expect(heard).toEqual(['SIGTERM', 'SIGHUP', 'SIGINT']);
  });

  it('end the process again after they were listened to', () => {
    const before = process.listenerCount('SIGTERM');
    stop();
    expect(process.listenerCount('SIGTERM')).toBe(before - 1);
  });
});
