import type { SecretSource } from '@octavo/activities';
import type { RedisAccess } from '@octavo/state';
import { withoutUndefined } from './fields';
import type { RedisConfig } from './octavo-config';
import { UnusableField } from './read-pem';
import { type PasswordField, redisAtUrl, type RedisSentinelFields, type RedisServersFields } from './redis-schema';
import { readRedisTls } from './redis-tls';
import type { TlsFields } from './field-schemas';

/** Where the fields of a Redis are, and where the secrets are that they name. */
export interface RedisContext {
  readonly at: readonly string[];
  readonly secrets: () => SecretSource;
}

/**
 * A Redis as its store takes it, files and secrets read.
 *
 * @throws UnusableField
 */
export function resolveRedis(
  redis: string | RedisServersFields | RedisSentinelFields,
  context: RedisContext,
): RedisConfig {
  const fields = typeof redis === 'string' ? redisAtUrl(redis) : redis;
  const inCommon = { kind: 'redis', keyPrefix: fields.keyPrefix, ...accessOf(fields, context) } as const;
  if ('sentinel' in fields) return { ...inCommon, ...sentinelOf(fields, context) };
  const { redis: urls, cluster, dnsLookup } = fields;
  if (cluster) return { ...inCommon, url: urls, cluster, ...(dnsLookup ? {} : { dnsLookup }) };
  const [url = ''] = [urls].flat();
  return { ...inCommon, url, cluster };
}

/** The passwords of a Redis, for logs to mask. */
export function passwordsOf(redis: Pick<RedisConfig, 'password' | 'sentinel'>): readonly string[] {
  return [redis.password, redis.sentinel?.password].filter((password) => password !== undefined);
}

function sentinelOf({ sentinel, db }: RedisSentinelFields, { at, secrets }: RedisContext) {
  const { addresses, master } = sentinel;
  return { sentinel: { addresses, master, ...accessOf(sentinel, { at: [...at, 'sentinel'], secrets }) }, db };
}

interface AccessFields {
  readonly username?: string | undefined;
  readonly password?: PasswordField | undefined;
  readonly tls?: boolean | TlsFields | undefined;
}

function accessOf({ username, password, tls }: AccessFields, context: RedisContext): RedisAccess {
  return withoutUndefined({
    username,
    password: passwordOf(password, context),
    tls: readRedisTls(tls, [...context.at, 'tls']),
  });
}

function passwordOf(field: PasswordField | undefined, { at, secrets }: RedisContext): string | undefined {
  if (typeof field !== 'object') return field;
  const source = secrets();
  const found = source.resolve(field.secret);
  if (found !== undefined && found !== '') return found;
  const advice = source.advise?.(field.secret) ?? 'set it';
  throw new UnusableField([...at, 'password', 'secret'], `there is no secret "${field.secret}"; ${advice}`);
}
