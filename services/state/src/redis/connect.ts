import { lookup } from 'node:dns';
import type { ConnectionOptions } from 'node:tls';
import type * as ioredis from 'ioredis';
import type { Cluster, ClusterOptions, Redis } from 'ioredis';
import type { RedisAccess, RedisAddress, RedisCluster, RedisSentinels, RedisTls } from './redis-address';

/** Scripts by their command names; the first `numberOfKeys` arguments are keys. */
export type RedisScripts = Readonly<Record<string, { readonly lua: string; readonly numberOfKeys?: number }>>;

export type RedisConnectionOptions = RedisAddress &
  RedisAccess & {
    /** The timeout of a command. Default 2 s. */
    readonly commandTimeoutMs?: number;
  };

const DEFAULT_TIMEOUT_MS = 2_000;

/**
 * The library takes a quarter of a second to load, so it is loaded only when Redis is used. The client can be installed
 * without it, and bundlers accept that a package is missing only if it is required in `try`.
 */
function loadLibrary(): typeof ioredis {
  try {
    return require('ioredis') as typeof ioredis;
  } catch (cause) {
    throw new Error('A store in Redis needs the package "ioredis", which cannot be loaded. Run: npm install ioredis', {
      cause,
    });
  }
}

/** Creates a connection that reconnects automatically. Octavo makes all its connections to Redis here. */
export function connect(options: RedisConnectionOptions, scripts: RedisScripts): Redis | Cluster {
  if (options.cluster === true) return connectToCluster(options, scripts);
  const single = {
    ...{ ...sharedOptions(options), ...accessOf(options) },
    ...{ enableOfflineQueue: false, retryStrategy: reconnectDelayMs, scripts: { ...scripts } },
    // Sends all commands of one turn of the event loop together: a system call for each would cost more than all else.
    enableAutoPipelining: true,
  };
  const { Redis: Single } = loadLibrary();
  const redis =
    options.sentinel === undefined
      ? new Single(options.url, single)
      : new Single({ ...single, ...sentinelOf(options) });
  return redis.on('error', (error) => refuseOtherDatabase(redis, error));
}

/**
 * A connection whose SELECT was rejected is in database 0, and the library would use it. It is closed before any command,
 * and opened again later.
 */
function refuseOtherDatabase(redis: Redis, error: unknown): void {
  // On the next tick: the library still sends a command now, whose error on a closed connection would hide this one.
  if (databaseIn(error) !== undefined) process.nextTick(() => redis.stream.destroy());
}

/** The database of a rejected SELECT; undefined for other errors. */
export function databaseIn(error: unknown): string | undefined {
  const { command } = (error ?? {}) as {
    readonly command?: { readonly name: string; readonly args: readonly unknown[] };
  };
  return command?.name === 'select' ? String(command.args[0]) : undefined;
}

/** Ends a connection at once, even if the server no longer answers. */
export function disconnect(redis: Redis | Cluster): void {
  redis.disconnect();
  if ('stream' in redis) redis.stream.destroy();
}

function connectToCluster(options: RedisConnectionOptions & RedisCluster, scripts: RedisScripts): Cluster {
  const urls = [options.url].flat();
  return new (loadLibrary().Cluster)(urls, {
    redisOptions: { ...sharedOptions(options), ...accessInUrl(urls[0] ?? ''), ...accessOf(options) },
    ...{ enableOfflineQueue: false, clusterRetryStrategy: reconnectDelayMs, scripts: { ...scripts } },
    dnsLookup: options.dnsLookup === false ? keepName : lookUpOrKeep,
  });
}

function sharedOptions({ commandTimeoutMs = DEFAULT_TIMEOUT_MS }: RedisConnectionOptions) {
  return {
    commandTimeout: commandTimeoutMs,
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false,
    connectTimeout: 5_000,
    // The library starts this timer even if the connection is already closed, and it keeps the process alive.
    disconnectTimeout: 100,
    // After a failover, the old master answers with this error until the client reconnects.
    reconnectOnError: (error: Error) => error.message.startsWith('READONLY'),
  };
}

function sentinelOf({
  sentinel,
  db = 0,
  tls,
  commandTimeoutMs = DEFAULT_TIMEOUT_MS,
}: RedisConnectionOptions & RedisSentinels) {
  const { username, password, tls: sentinelTls } = sentinel;
  return {
    ...{ sentinels: sentinel.addresses.map(parseAddress), name: sentinel.master, db },
    ...(username === undefined ? {} : { sentinelUsername: username }),
    ...(password === undefined ? {} : { sentinelPassword: password }),
    ...(sentinelTls === undefined ? {} : { sentinelTLS: toNodeTls(sentinelTls) }),
    // Without a timeout, a sentinel that accepts connections but never answers would block the others.
    sentinelCommandTimeout: commandTimeoutMs,
    // This option makes the library use `tls` for the master too.
    enableTLSForSentinelMode: tls !== undefined,
    // The library's default. A client that reconnects before the sentinels agree would get the old master again.
    disconnectTimeout: 2_000,
    // Detects a master that is unreachable but has closed no connection; otherwise the client would wait for TCP's timeout.
    failoverDetector: true,
  };
}

function accessOf({ username, password, tls }: RedisAccess) {
  return {
    ...(username === undefined ? {} : { username }),
    ...(password === undefined ? {} : { password }),
    ...(tls === undefined ? {} : { tls: toNodeTls(tls) }),
  };
}

/** A cluster reports only the addresses of its other nodes, so the credentials and TLS of the first apply to all. */
function accessInUrl(url: string): { readonly username?: string; readonly password?: string; readonly tls?: object } {
  const { username, password, protocol } = new URL(url);
  return {
    ...(username === '' ? {} : { username: decodeURIComponent(username) }),
    ...(password === '' ? {} : { password: decodeURIComponent(password) }),
    ...(protocol === 'rediss:' ? { tls: {} } : {}),
  };
}

function toNodeTls({ serverName, serverCa, clientCert, clientKey }: RedisTls): ConnectionOptions {
  return {
    ...(serverName === undefined ? {} : { servername: serverName }),
    ...(serverCa === undefined ? {} : { ca: serverCa }),
    ...(clientCert === undefined ? {} : { cert: clientCert }),
    ...(clientKey === undefined ? {} : { key: clientKey }),
  };
}

/** `sentinel:26379`, `[::1]:26379` */
function parseAddress(address: string): { readonly host: string; readonly port: number } {
  const { hostname, port } = new URL(`redis://${address}`);
  return { host: hostname.replace(/^\[(.*)\]$/, '$1'), port: port === '' ? 26_379 : Number(port) };
}

type DnsLookup = NonNullable<ClusterOptions['dnsLookup']>;

const keepName: DnsLookup = (name, answer) => answer(null, name);

/** Keeps the name if it cannot be resolved, so that the library goes on to the other nodes. */
const lookUpOrKeep: DnsLookup = (name, answer) =>
  lookup(name, (error, address, family) => (error === null ? answer(null, address, family) : answer(null, name)));

function reconnectDelayMs(times: number): number {
  return Math.min(times * 50, 1_000);
}
