import { resolve } from 'node:path';
import type { SecretSource } from '@octavo/activities';
import type { RedisAccess } from '@octavo/state';
import type { ConfigFile } from './config-schema';
import type { TlsFields } from './field-schemas';
import { withoutUndefined } from './fields';
import type { FlagsConfig, MigrationConfig, RedisConfig, RolloutStoreConfig, StoreConfig } from './octavo-config';
import { readRedisTls, UnusableField } from './read-pem';
import { type PasswordField, redisAtUrl, type RedisSentinelFields, type RedisServersFields } from './redis-schema';

/** The path of the fields of a Redis, and the source of their secrets. */
export interface RedisContext {
  readonly at: readonly string[];
  readonly secrets: () => SecretSource;
}

/**
 * Converts the fields of a Redis to options of a store; reads files and secrets.
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

type MigrationFile = NonNullable<ConfigFile['migration']>;

/** The other values that the section depends on. */
export interface MigrationContext {
  /** The folder of local state. */
  readonly folder: string;
  readonly secrets: RedisContext['secrets'];
}

const DEFAULT_FOLDER = '.octavo/rollout';

/**
 * Completes the section with its defaults.
 *
 * @throws UnusableField
 */
export function resolveMigration(
  { store, flags }: MigrationFile,
  ofStates: StoreConfig,
  { folder, secrets }: MigrationContext,
): MigrationConfig {
  const chosen = store === undefined ? storeBeside(ofStates, folder) : storeOf(store, secrets);
  return { store: chosen, flags: flagsOf(flags) };
}

function storeOf(store: NonNullable<MigrationFile['store']>, secrets: RedisContext['secrets']): RolloutStoreConfig {
  if (typeof store === 'object' && 'folder' in store) return { kind: 'folder', folder: store.folder };
  return resolveRedis(store, { at: ['migration', 'store'], secrets });
}

/** The default store: the Redis of the states, else a folder. */
function storeBeside(ofStates: StoreConfig, folder: string): RolloutStoreConfig {
  if (ofStates.kind === 'memory') return { kind: 'folder', folder: resolve(folder, DEFAULT_FOLDER) };
  const { ttlMs: _ttlMs, ...redis } = ofStates;
  return redis;
}

function flagsOf(flags: MigrationFile['flags']): FlagsConfig {
  if (flags === undefined) return { kind: 'store' };
  if ('file' in flags) return { kind: 'file', path: flags.file };
  return { kind: 'module', path: flags.module };
}
