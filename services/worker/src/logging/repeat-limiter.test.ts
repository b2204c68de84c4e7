import type { JsonObject } from '@octavo/orchestrators';
import type { LogLevelName, LogLine } from './log-line';
import { RepeatLimiter } from './repeat-limiter';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

function limiterOf() {
  const written: LogLine[] = [];
  const limiter = new RepeatLimiter((line) => written.push(line));
  const take = (attributes: JsonObject, message = 'm', level: LogLevelName = 'warn'): void =>
    limiter.take({ level, timeMs: 0, message, attributes });
  return { limiter, take, written };
}

const of = (task: string): JsonObject => ({ definition: 'd', task, code: 'NO', workflowId: 'w' });

it('writes ten lines for ten thousand failing items, and one at the end of the minute', () => {
  const { take, written } = limiterOf();
  for (let index = 0; index < 10_000; index += 1) take(of(`each[${index}]/item#${index}`));
  expect(written).toHaveLength(10);
  jest.advanceTimersByTime(60_000);
  expect(written.slice(10)).toEqual([
    {
      ...{ level: 'warn', timeMs: expect.any(Number), message: 'm: 9990 more lines like this' },
      attributes: { definition: 'd', task: 'each[]/item', code: 'NO', omitted: 9_990 },
    },
  ]);
});

it('starts new counts after a minute', () => {
  const { limiter, take, written } = limiterOf();
  for (let times = 0; times < 5; times += 1) take(of('a'));
  jest.advanceTimersByTime(60_000);
  for (let times = 0; times < 11; times += 1) take(of('a'));
  limiter.flush();
  expect(written).toHaveLength(5 + 10 + 1);
  expect(written.at(-1)).toMatchObject({ attributes: { omitted: 1 } });
});

it('counts each definition, task, code, message and level separately', () => {
  const { limiter, take, written } = limiterOf();
  for (let times = 0; times < 10; times += 1) {
    take(of('a'));
    take(of('b'));
    take({ ...of('a'), code: 'OTHER' });
    take({ ...of('a'), definition: 'e' });
    take(of('a'), 'n');
    take(of('a'), 'm', 'info');
  }
  limiter.flush();
  expect(written).toHaveLength(60);
});

it('writes all errors, and all lines without a code', () => {
  const { limiter, take, written } = limiterOf();
  for (let times = 0; times < 50; times += 1) {
    take({ definition: 'd' });
    take(of('a'), 'm', 'error');
  }
  limiter.flush();
  expect(written).toHaveLength(100);
});

it('counts a thousand kinds at most', () => {
  const { take, written } = limiterOf();
  for (let times = 0; times < 12; times += 1) take(of('first'));
  for (let kind = 0; kind < 1_000; kind += 1) take({ ...of('a'), code: `NO_${kind}` });
  expect(written.filter(({ attributes }) => attributes['omitted'] !== undefined)).toMatchObject([
    { attributes: { task: 'first', omitted: 2 } },
  ]);
});

it('writes the lines of a repeated workflow task once', () => {
  const { take, written } = limiterOf();
  const ended = { component: 'worker', runId: 'r', code: 'NO', task: 'a' };
  for (const attempt of [1, 1, 2]) take({ ...ended, attempt }, 'Task failed');
  take({ ...ended, attempt: 1, runId: 'other' }, 'Task failed');
  expect(written).toHaveLength(3);
});

it('counts warnings of the worker without a code, but not those of users', () => {
  const { take, written } = limiterOf();
  for (let times = 0; times < 50; times += 1) {
    take({ component: 'worker', fields: { times } }, 'dropped');
    take({ component: 'workflow', fields: { times } }, 'said');
  }
  expect(written.filter(({ message }) => message === 'dropped')).toHaveLength(10);
  expect(written.filter(({ message }) => message === 'said')).toHaveLength(50);
});
