import type { TlsFields } from './field-schemas';
import type { PasswordField, RedisSentinelFields, RedisServersFields } from './redis-schema';

/** Fields that cannot be combined. */
export interface FieldMistake {
  readonly path: readonly string[];
  readonly message: string;
  readonly hint: string;
}

interface Access {
  readonly username?: string | undefined;
  readonly password?: PasswordField | undefined;
  readonly tls?: boolean | TlsFields | undefined;
}

/** What the fields of a Redis, each right by itself, do not say together. They may come from different sources. */
export function checkRedis(redis: RedisServersFields | RedisSentinelFields): readonly FieldMistake[] {
  if (!('sentinel' in redis)) return [...checkServers(redis), ...checkAccess(redis, [])];
  return [...checkAccess(redis, []), ...checkAccess(redis.sentinel, ['sentinel'])];
}

function checkServers(fields: RedisServersFields): readonly FieldMistake[] {
  const urls = [fields.redis].flat().map((url) => new URL(url));
  return [...checkCluster(fields, urls), ...checkUrls(fields, urls)];
}

function checkCluster({ cluster, dnsLookup }: RedisServersFields, urls: readonly URL[]): readonly FieldMistake[] {
  const database = urls.find(({ pathname }) => !['', '/', '/0'].includes(pathname));
  const differences = new Set(urls.map(({ protocol, username, password }) => [protocol, username, password].join(' ')));
  return [
    ...mistakeIf(!cluster && urls.length > 1, 'redis', [
      'several URLs are nodes of a cluster',
      'set cluster to true, or write one URL',
    ]),
    ...mistakeIf(!cluster && !dnsLookup, 'dnsLookup', [
      'false is for the nodes of a cluster',
      'set cluster to true, or leave dnsLookup out',
    ]),
    ...mistakeIf(cluster && database !== undefined, 'redis', [
      'a cluster has no database but 0',
      'leave the number out of the URL',
    ]),
    ...mistakeIf(cluster && differences.size > 1, 'redis', [
      'the nodes of a cluster have the same scheme, user name and password',
      'write the same in every URL',
    ]),
  ];
}

/** What may be in the URL must not be beside it too. */
function checkUrls({ username, password, tls }: RedisServersFields, urls: readonly URL[]): readonly FieldMistake[] {
  const isInUrl = urls.some(
    ({ username: user, password: word, searchParams }) =>
      user !== '' || word !== '' || searchParams.has('username') || searchParams.has('password'),
  );
  const isSecure = urls.every(({ protocol }) => protocol === 'rediss:');
  const isTwice = isInUrl && (username ?? password) !== undefined;
  return [
    ...mistakeIf(isTwice, password === undefined ? 'username' : 'password', [
      'the URL has a user name or a password too',
      'write both in the URL, or both in fields of their own',
    ]),
    ...mistakeIf(!isSecure && tls !== undefined && isOn(tls), 'tls', [
      'the URL begins with redis://, which is without TLS',
      'write rediss://, or leave tls out',
    ]),
    ...mistakeIf(isSecure && tls !== undefined && !isOn(tls), 'tls', [
      'the URL begins with rediss://, which turns TLS on',
      'write redis://, or leave tls out',
    ]),
  ];
}

function checkAccess({ username, password, tls }: Access, at: readonly string[]): readonly FieldMistake[] {
  const { clientCert, clientKey } = typeof tls === 'object' ? tls : {};
  const missing = clientCert === undefined ? 'clientCert' : 'clientKey';
  return [
    ...mistakeIf(username !== undefined && password === undefined, 'username', [
      'a user name has no effect without a password',
      'set password too',
    ]),
    ...mistakeIf((clientCert === undefined) !== (clientKey === undefined), 'tls', [
      `${missing} is missing: a client certificate is used with its key`,
      'set clientCert and clientKey, or none of them',
    ]),
  ].map((mistake) => ({ ...mistake, path: [...at, ...mistake.path] }));
}

function isOn(tls: boolean | TlsFields): boolean {
  return typeof tls === 'boolean' ? tls : tls.enabled !== false;
}

function mistakeIf(
  isMistake: boolean,
  field: string,
  [message, hint]: readonly [message: string, hint: string],
): readonly FieldMistake[] {
  return isMistake ? [{ path: [field], message, hint }] : [];
}
