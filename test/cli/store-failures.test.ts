import { type AddressInfo, createServer } from 'node:net';
import { once } from 'node:events';
import { randomUUID } from 'node:crypto';
import { OctavoClient } from '@octavo/client';
import { Redis } from 'ioredis';
import { TestRedis } from '../setup/test-redis';
import { serverEnvironment } from './support/cli-worker';
import { invoke } from './support/invoke';

// What commands say of a store that cannot be read: the reason, and what helps. That it does not run is one reason of many.

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
  redisClient.disconnect();
});
afterAll(async () => {
  other.close();
  await Promise.all([redis.stop(), closed.stop()]);
});

const withUser = (url: string, user: string): string => url.replace('//', `//${user}@`);
const cases: readonly (readonly [string, () => string, RegExp])[] = [
  ['that does not run', () => 'redis://127.0.0.1:1', /ECONNREFUSED.* See that it runs, and check its address/],
  ['without its password', () => closed.url, /NOAUTH.* Check its user and password/],
  ['with a wrong password', () => withUser(closed.url, ':bad'), /WRONGPASS.* Check its user and password/],
  ['without permission', () => withUser(redis.url, 'limited:word'), /NOPERM.* Permit its user/],
  ['whose keys another program uses', () => redis.url, /WRONGTYPE.* choose another `keyPrefix`/],
  [
    'by TLS that it does not have',
    () => redis.url.replace('redis:', 'rediss:'),
    /by TLS.* Check `tls` and the address/,
  ],
  [
    'by a name that is not known',
    () => 'redis://nohost.invalid:1',
    /(ENOTFOUND|EAI_AGAIN).* Check the name of the host/,
  ],
  [
    'that is another service',
    () => `redis://127.0.0.1:${(other.address() as AddressInfo).port}`,
    /Another service answers/,
  ],
];

describe.each(cases)('a Redis %s', (_what, url, says) => {
  const octavo = async (...args: readonly string[]): Promise<string> => {
    const { stderr } = await invoke(args, { env: { ...env, OCTAVO_STORE: url() } });
    if (!says.source.includes('See that it runs')) expect(stderr.toLowerCase()).not.toContain('see that it runs');
    return stderr;
  };

  // At once, since each waits a second for a store that is just starting.
  it('is told by status, tasks and ls, with what to do', async () => {
    const list = ['ls', '--definition', workflowId];
    const commands = [
      ['status', workflowId],
      ['tasks', workflowId],
      [...list, '--status', 'canceled'],
      [...list, '--error', 'TERMINATED'],
    ];
    const told = await Promise.all(commands.map((args) => octavo(...args)));
    expect(told).toEqual(commands.map(() => expect.stringMatching(says)));
  });
});
