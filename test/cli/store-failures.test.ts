import { type AddressInfo, createServer } from 'node:net';
import { once } from 'node:events';
import { randomUUID } from 'node:crypto';
import { OctavoClient } from '@octavo/client';
import { Redis } from 'ioredis';
import { TestRedis } from '../setup/test-redis';
import { serverEnvironment } from './support/cli-worker';
import { invoke } from './support/invoke';

// The messages of commands for a store that cannot be read: the reason and advice. A Redis that does not run is only one
// reason.

const workflowId = `store-${randomUUID()}`;
const env = serverEnvironment();
const definition = { octavo: 1, id: workflowId, tasks: [{ id: 'hear', type: 'wait', signal: 'go' }] };

let redis: TestRedis;
let closed: TestRedis;
const other = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')).listen(0, '127.0.0.1');

beforeAll(async () => {
  [redis, closed] = await Promise.all([TestRedis.start(), TestRedis.start(['--requirepass', 'word'])]);
  if (!other.listening) await once(other, 'listening');
  const client = await OctavoClient.connect({ address: env['TEMPORAL_ADDRESS'] as string });
  const { runId } = await client.start(definition, { workflowId, taskQueue: env['OCTAVO_TASK_QUEUE'] as string });
  await client.temporal.workflow.getHandle(workflowId).terminate();
  await client.close();
  const redisClient = new Redis(redis.url);
  for (const part of ['run', 'tasks', 'paths']) await redisClient.set(`octavo:{${workflowId}/${runId}}:${part}`, 'x');
  await redisClient.acl('SETUSER', 'limited', 'on', '>word', '+@all', '~other:*');
  await redisClient.acl('SETUSER', 'fixed', 'on', '>word', '+@all', '-select', '~*');
  redisClient.disconnect();
});
afterAll(async () => {
  other.close();
  await Promise.all([redis.stop(), closed.stop()]);
});

const withUser = (url: string, user: string): string => url.replace('//', `//${user}@`);
const cases: readonly (readonly [string, () => string, RegExp])[] = [
  ['that does not run', () => 'redis://127.0.0.1:1', /ECONNREFUSED.* Check that it runs, and check its address/],
  ['without its password', () => closed.url, /NOAUTH.* Check its user and password/],
  ['with a wrong password', () => withUser(closed.url, ':bad'), /WRONGPASS.* Check its user and password/],
  ['without permission', () => withUser(redis.url, 'limited:word'), /NOPERM.* Permit its user/],
  ['without the database', () => `${redis.url}/99`, /database 99: .* Choose a database of this Redis/],
  [
    'without permission for the database',
    () => `${withUser(redis.url, 'fixed:word')}/1`,
    /database 1: NOPERM.* Permit/,
  ],
  ['whose keys another program uses', () => redis.url, /WRONGTYPE.* choose another `keyPrefix`/],
  [
    'with TLS although it has none',
    () => redis.url.replace('redis:', 'rediss:'),
    /with TLS.* Check `tls` and the address/,
  ],
  ['at an unknown host name', () => 'redis://nohost.invalid:1', /(ENOTFOUND|EAI_AGAIN).* Check the name of the host/],
  [
    'that is another service',
    () => `redis://127.0.0.1:${(other.address() as AddressInfo).port}`,
    /Another service answers/,
  ],
];

describe.each(cases)('a Redis %s', (_what, url, says) => {
  const octavo = async (...args: readonly string[]): Promise<string> => {
    const { stderr } = await invoke(args, { env: { ...env, OCTAVO_STORE: url() } });
    if (!says.source.includes('Check that it runs')) expect(stderr.toLowerCase()).not.toContain('check that it runs');
    return stderr;
  };

  // At the same time, because each waits a second for a store that may be starting.
  it('is reported by status, tasks and ls, with advice', async () => {
    const list = ['ls', '--definition', workflowId];
    const commands = [
      ['status', workflowId],
      ['tasks', workflowId],
      [...list, '--status', 'canceled'],
      [...list, '--error', 'TERMINATED'],
    ];
    const messages = await Promise.all(commands.map((args) => octavo(...args)));
    expect(messages).toEqual(commands.map(() => expect.stringMatching(says)));
  });
});
