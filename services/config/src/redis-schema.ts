import { z } from 'zod';
import { hostAndPort, secretText, text, tls } from './field-schemas';

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

/** One Redis, or some nodes of a cluster. What cannot be combined is in check-redis.ts: sources may share out the fields. */
export const redisServers = {
  redis: z.union(
    [redisUrl, z.array(redisUrl).min(1, 'expected at least one Redis URL')],
    'expected a Redis URL, or a list of them',
  ),
  cluster: z.boolean('expected true or false').default(false),
  /** False: a node of a cluster that is known by its name is reached by it, and not by the address that the name has now. */
  dnsLookup: z.boolean('expected true or false').default(true),
  ...inCommon,
};

/** The master that sentinels know; `username`, `password` and `tls` are those of the servers. */
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

/** One Redis of which only the URL is said. */
export function redisAtUrl(url: string): RedisServersFields {
  return servers.parse({ redis: url }, { jitless: true });
}

export type RedisServersFields = z.output<typeof servers>;
export type RedisSentinelFields = z.output<z.ZodObject<typeof redisSentinel>>;
export type PasswordField = z.output<typeof password>;

/** What is wrong with a Redis URL, without its text: that may have a password. */
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
