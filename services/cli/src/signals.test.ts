import type { EndSignal } from './command';
import { onProcessSignal } from './signals';

describe('signals of the process', () => {
  const heard: EndSignal[] = [];
  let stop: () => void;
  const send = (signal: EndSignal): unknown => process.emit(signal, signal);
  beforeEach(() => {
    jest.useFakeTimers();
    heard.length = 0;
    stop = onProcessSignal((signal) => heard.push(signal));
  });
  afterEach(() => {
    jest.restoreAllMocks();
    jest.useRealTimers();
  });
  afterAll(() => (['SIGINT', 'SIGTERM', 'SIGHUP'] as const).forEach((signal) => process.removeAllListeners(signal)));

  it('count once if npm forwards a signal of the terminal', () => {
    send('SIGINT');
    jest.advanceTimersByTime(40);
    send('SIGINT');
    expect(heard).toEqual(['SIGINT']);
  });

  it('count twice if somebody presses Ctrl-C again', () => {
    send('SIGINT');
    jest.advanceTimersByTime(250);
    send('SIGINT');
    expect(heard).toEqual(['SIGINT', 'SIGINT']);
  });

  it('count each if they are different', () => {
    send('SIGTERM');
    send('SIGHUP');
    send('SIGINT');
    expect(heard).toEqual(['SIGTERM', 'SIGHUP', 'SIGINT']);
  });

  it('end the process if nobody listens any more, but not the forwarded copy of a handled signal', () => {
    const exit = jest.spyOn(process, 'exit').mockImplementation();
    send('SIGINT');
    stop();
    send('SIGINT');
    expect(exit).not.toHaveBeenCalled();
    jest.advanceTimersByTime(250);
    send('SIGINT');
    expect(exit).toHaveBeenCalledWith(130);
    expect(heard).toEqual(['SIGINT']);
  });
});
