import type { Cluster, Redis } from 'ioredis';
import { connect, type RedisConnectionOptions } from './connect';

/** The options that the library gets for an address, without waiting for a connection. */
function optionsOf(address: RedisConnectionOptions): Redis['options'] & Cluster['options'] {
  const connection = connect({ ...address, commandTimeoutMs: 1 }, {}).on('error', () => undefined);
  connection.disconnect();
  return connection.options as Redis['options'] & Cluster['options'];
}

it.each([
  ['sentinel', { host: 'sentinel', port: 26_379 }],
  ['sentinel:1', { host: 'sentinel', port: 1 }],
  ['127.0.0.1:1', { host: '127.0.0.1', port: 1 }],
  ['[::1]', { host: '::1', port: 26_379 }],
  ['[::1]:1', { host: '::1', port: 1 }],
])('the address of a sentinel may be %s', (address, expected) => {
  expect(optionsOf({ sentinel: { addresses: [address], master: 'main' } }).sentinels).toEqual([expected]);
});

it.each([
  ['the first URL, decoded', {}, { username: 'u@x', password: 'p@ss' }],
  ['separate fields, unchanged', { username: 'v%40', password: 'q%40' }, { username: 'v%40', password: 'q%40' }],
])('every node of a cluster gets the credentials from %s', (_which, access, expected) => {
  const url = ['redis://u%40x:p%40ss@127.0.0.1:1', 'redis://127.0.0.1:2'];
  expect(optionsOf({ url, cluster: true, ...access }).redisOptions).toMatchObject(expected);
});
