import { z } from 'zod';
import { hostAndPort, secretText, text, tls, type TlsFields } from './field-schemas';

export const redisUrl = z.string('expected a Redis URL').superRefine((value, context) => {
  const message = mistakeOfUrl(value);
  if (message !== undefined) context.addIssue({ code: 'custom', message });
});

/** The text itself, or the name of one of `secrets`. */
const password = z.union([secretText, z.strictObject({ secret: text })], 'expected text, or { secret: NAME }');

const access = {
  username: text.optional(),
  password: password.optional(),
  tls: tls.optional(),
};

const inCommon = { ...access, keyPrefix: text.default('octavo') };

/** One Redis, or nodes of a cluster. `checkRedis` checks combinations of fields, because they may come from several sources. */
export const redisServers = {
  redis: z.union(
    [redisUrl, z.array(redisUrl).min(1, 'expected at least one Redis URL')],
    'expected a Redis URL, or a list of them',
  ),
  cluster: z.boolean('expected true or false').default(false),
  /** False: connects to the nodes of a cluster by name instead of address. */
  dnsLookup: z.boolean('expected true or false').default(true),
  ...inCommon,
};

/** Sentinels and their master. `username`, `password` and `tls` are those of the Redis servers. */
export const redisSentinel = {
  sentinel: z.strictObject(
    {
      addresses: z.array(hostAndPort, 'expected a list of host:port').min(1, 'expected at least one host:port'),
      master: text,
      ...access,
    },
    'expected { addresses, master, … }',
  ),
  db: z.int('expected a whole number').min(0, 'expected at least 0').default(0),
  ...inCommon,
};

const servers = z.strictObject(redisServers);

/** One Redis for which only the URL is given. */
export function redisAtUrl(url: string): RedisServersFields {
  return servers.parse({ redis: url }, { jitless: true });
}

export type RedisServersFields = z.output<typeof servers>;
export type RedisSentinelFields = z.output<z.ZodObject<typeof redisSentinel>>;
export type PasswordField = z.output<typeof password>;

/** The mistake in a Redis URL, without its text, which may contain a password. */
function mistakeOfUrl(value: string): string | undefined {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url === undefined || !/^rediss?:$/.test(url.protocol) || url.hostname === '')
    return /^rediss?:.*@/.test(value) ? `${EXPECTED_URL}; ${ENCODE}` : EXPECTED_URL;
  if (!isPercentEncoded(url.username) || !isPercentEncoded(url.password))
    return `the user name or the password is not percent-encoded; ${ENCODE}`;
  if (!/^\/?\d*$/.test(url.pathname)) return 'expected the number of a database, or nothing, after the port';
  return undefined;
}

const EXPECTED_URL = 'expected redis://HOST:PORT or rediss://HOST:PORT';
const ENCODE = 'percent-encode the password, or use `password`';

function isPercentEncoded(text: string): boolean {
  try {
    decodeURIComponent(text);
    return true;
  } catch {
    return false;
  }
}

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

/** The mistakes in combinations of valid fields, which may come from different sources. */
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
      'false is possible only for a cluster',
      'set cluster to true, or remove dnsLookup',
    ]),
    ...mistakeIf(cluster && database !== undefined, 'redis', [
      'a cluster has only database 0',
      'remove the number from the URL',
    ]),
    ...mistakeIf(cluster && differences.size > 1, 'redis', [
      'the URLs of a cluster must have the same scheme, user name and password',
      'write the same in every URL',
    ]),
  ];
}

/** The same setting cannot be both in the URL and in a field. */
function checkUrls({ username, password, tls }: RedisServersFields, urls: readonly URL[]): readonly FieldMistake[] {
  const isInUrl = urls.some(
    ({ username: user, password: word, searchParams }) =>
      user !== '' || word !== '' || searchParams.has('username') || searchParams.has('password'),
  );
  const isSecure = urls.every(({ protocol }) => protocol === 'rediss:');
  const isTwice = isInUrl && (username ?? password) !== undefined;
  return [
    ...mistakeIf(isTwice, password === undefined ? 'username' : 'password', [
      'the URL also has a user name or a password',
      'set both in the URL, or both in fields',
    ]),
    ...mistakeIf(!isSecure && tls !== undefined && isOn(tls), 'tls', [
      'the URL begins with redis://, which means no TLS',
      'write rediss://, or remove tls',
    ]),
    ...mistakeIf(isSecure && tls !== undefined && !isOn(tls), 'tls', [
      'the URL begins with rediss://, which turns TLS on',
      'write redis://, or remove tls',
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
      `${missing} is missing: a client certificate needs its key`,
      'set both clientCert and clientKey, or neither',
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
