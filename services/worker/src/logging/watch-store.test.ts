import { setImmediate as nextTurn } from 'node:timers/promises';
import { watchStore } from './watch-store';

const batch = { workflowId: 'w', firstRunId: 'r', states: [] };

/** A store that does as `isAway` says, and what is logged of it. */
function storeOf() {
  const told: string[] = [];
  let isAway = false;
  const log = {
    warn: (message: string) => void told.push(message),
    info: (message: string, meta?: Record<string, unknown>) =>
      void told.push(`${message} ${JSON.stringify(meta?.['fields'])}`),
  };
  const write = (): Promise<void> => (isAway ? Promise.reject(new Error('away')) : Promise.resolve());
  const store = watchStore({ write }, log);
  const tryTo = async (away: boolean): Promise<void> => {
    isAway = away;
    await store.write(batch).catch(() => undefined);
  };
  return { told, tryTo, store };
}

afterEach(() => jest.useRealTimers());

it('tells once of a loss, and once of its end', async () => {
  const { told, tryTo } = storeOf();
  for (const away of [false, true, true, true, false, false]) await tryTo(away);
  expect(told).toEqual([expect.stringContaining('is away'), expect.stringMatching(/is back.*\{"failedWrites":3\}$/)]);
});

it('tells of a store that comes and goes once a minute', async () => {
  jest.useFakeTimers();
  const { told, tryTo } = storeOf();
  for (let times = 0; times < 100; times += 1) await tryTo(times % 2 === 0);
  expect(told).toHaveLength(2);
  jest.advanceTimersByTime(60_000);
  await tryTo(true);
  expect(told).toHaveLength(3);
  await tryTo(false);
  expect(told.at(-1)).toContain('{"failedWrites":1}');
});

it('fails as the store fails', async () => {
  const { tryTo, store } = storeOf();
  await tryTo(true);
  await expect(store.write(batch)).rejects.toThrow('away');
});

it('knows when writes have ended that nobody waited for', async () => {
  const told: string[] = [];
  let fail: (error: Error) => void = () => undefined;
  const write = (): Promise<void> => new Promise((_resolve, reject) => (fail = reject));
  const store = watchStore({ write }, { warn: (message) => void told.push(message), info: () => undefined });
  store.write(batch).catch(() => undefined);
  const settled = store.settled().then(() => void told.push('settled'));
  await nextTurn();
  fail(new Error('away'));
  await settled;
  expect(told).toEqual([expect.stringContaining('is away'), 'settled']);
});
