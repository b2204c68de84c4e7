import { lookup } from 'node:dns';
import type { ConnectionOptions } from 'node:tls';
import type * as ioredis from 'ioredis';
import type { Cluster, ClusterOptions, Redis } from 'ioredis';
import type { RedisAccess, RedisAddress, RedisCluster, RedisSentinels, RedisTls } from './redis-address';
import { makeSentinelConnector } from './sentinel-connector';

/** Scripts by the name of the command that runs them; the first `numberOfKeys` arguments are keys. */
export type RedisScripts = Readonly<Record<string, { readonly lua: string; readonly numberOfKeys: number }>>;

export type RedisConnectionOptions = RedisAddress &
  RedisAccess & {
    /** One command is given up after this time. Default 2 s. */
    readonly commandTimeoutMs?: number;
  };

const DEFAULT_TIMEOUT_MS = 2_000;
const DISCONNECT_TIMEOUT_MS = 100;

// A quarter of a second to load, which who keeps states in memory does not have to wait.
const loadLibrary = () => require('ioredis') as typeof ioredis;

/** Makes a connection that comes back by itself; every connection of Octavo to Redis is made here. */
export function connect(options: RedisConnectionOptions, scripts: RedisScripts): Redis | Cluster {
  if (options.cluster === true) return connectToCluster(options, scripts);
  const single = {
    ...{ ...sharedOptions(options), ...accessOf(options) },
    ...{ enableOfflineQueue: false, retryStrategy: reconnectDelayMs, scripts: { ...scripts } },
    // What many runs write in one turn of the event loop goes out at once: a system call each costs more than the rest.
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
 * A connection whose SELECT was refused is in database 0, and the library would use it. It is closed before any command, and
 * made again later.
 */
function refuseOtherDatabase(redis: Redis, error: unknown): void {
  // Not before the library has gone on: what it sends to a closed connection gives another error, which hides this one.
  if (databaseIn(error) !== undefined) process.nextTick(() => redis.stream.destroy());
}

/** The database that a refused SELECT names; undefined for any other error. */
export function databaseIn(error: unknown): string | undefined {
  const { command } = (error ?? {}) as {
    readonly command?: { readonly name: string; readonly args: readonly unknown[] };
  };
  return command?.name === 'select' ? String(command.args[0]) : undefined;
}

/** Ends a connection at once, also where the other side does not answer any more. */
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
    // The library's timer for a connection that does not close runs also where it has closed already, and keeps the process alive.
    disconnectTimeout: DISCONNECT_TIMEOUT_MS,
    // After a failover the old master answers so until the connection is made anew.
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
    // A sentinel that takes connections and answers nobody must not keep the others from being asked.
    sentinelCommandTimeout: commandTimeoutMs,
    // The library's name for: use `tls` for the master too, not for the sentinels only.
    enableTLSForSentinelMode: tls !== undefined,
    // The library's default: whoever is back sooner than the sentinels agree is sent to the old master again.
    disconnectTimeout: 2_000,
    Connector: makeSentinelConnector(loadLibrary(), DISCONNECT_TIMEOUT_MS),
    // A master that is cut off and closes no connection would be waited for until TCP gives it up.
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

/** A cluster names its other nodes by address only: credentials and TLS of the first go for all. */
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

/** A name that is not known today must not keep the other nodes from being asked. */
const lookUpOrKeep: DnsLookup = (name, answer) =>
  lookup(name, (error, address, family) => (error === null ? answer(null, address, family) : answer(null, name)));

function reconnectDelayMs(times: number): number {
  return Math.min(times * 50, 1_000);
}
