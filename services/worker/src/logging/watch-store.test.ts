import { setImmediate as nextTurn } from 'node:timers/promises';
import { watchStore } from './watch-store';

const batch = { workflowId: 'w', firstRunId: 'r', states: [] };

/** A store that fails while `isAway`, and the lines that are logged. */
function storeOf() {
  const logged: string[] = [];
  let isAway = false;
  const log = {
    warn: (message: string) => void logged.push(message),
    info: (message: string, meta?: Record<string, unknown>) =>
      void logged.push(`${message} ${JSON.stringify(meta?.['fields'])}`),
  };
  const write = (): Promise<void> => (isAway ? Promise.reject(new Error('away')) : Promise.resolve());
  const store = watchStore({ write }, log);
  const tryTo = async (away: boolean): Promise<void> => {
    isAway = away;
    await store.write(batch).catch(() => undefined);
  };
  return { logged, tryTo, store };
}

afterEach(() => jest.useRealTimers());

it('logs a loss once, and its end once', async () => {
  const { logged, tryTo } = storeOf();
  for (const away of [false, true, true, true, false, false]) await tryTo(away);
  expect(logged).toEqual([
    expect.stringContaining('is unavailable'),
    expect.stringMatching(/is available again.*\{"failedWrites":3\}$/),
  ]);
});

it('logs an unstable store once a minute', async () => {
  jest.useFakeTimers();
  const { logged, tryTo } = storeOf();
  for (let times = 0; times < 100; times += 1) await tryTo(times % 2 === 0);
  expect(logged).toHaveLength(2);
  jest.advanceTimersByTime(60_000);
  await tryTo(true);
  expect(logged).toHaveLength(3);
  await tryTo(false);
  expect(logged.at(-1)).toContain('{"failedWrites":1}');
});

it('fails when the store fails', async () => {
  const { tryTo, store } = storeOf();
  await tryTo(true);
  await expect(store.write(batch)).rejects.toThrow('away');
});

it('waits for writes that no caller waits for', async () => {
  const logged: string[] = [];
  let fail: (error: Error) => void = () => undefined;
  const write = (): Promise<void> => new Promise((_resolve, reject) => (fail = reject));
  const store = watchStore({ write }, { warn: (message) => void logged.push(message), info: () => undefined });
  store.write(batch).catch(() => undefined);
  const settled = store.settled().then(() => void logged.push('settled'));
  await nextTurn();
  fail(new Error('away'));
  await settled;
  expect(logged).toEqual([expect.stringContaining('is unavailable'), 'settled']);
});
