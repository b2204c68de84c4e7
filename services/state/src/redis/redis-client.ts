import type * as ioredis from 'ioredis';
import type { Cluster, Redis } from 'ioredis';
import { StoreUnavailableError } from '../store-unavailable-error';
import { subscribe } from './subscribe';

export interface RedisClientOptions {
  /** `redis://user:password@host:port/db`, `rediss://` for TLS. */
  readonly url: string;
  /** The URL names one node of a cluster. Default false. */
  readonly cluster?: boolean;
  /** One command is given up after this time. Default 2 s. */
  readonly commandTimeoutMs?: number;
  /** How long commands wait for the first connection. Default 1 s. */
  readonly connectWaitMs?: number;
}

/** Scripts by the name of the command that runs them; the first `numberOfKeys` arguments are keys. */
export type RedisScripts = Readonly<Record<string, { readonly lua: string; readonly numberOfKeys: number }>>;

/**
 * A connection that comes back by itself and never queues: whoever asks while it is away hears so at once. `Commands` are
 * those that the scripts add.
 */
export class RedisClient<Commands = object> {
  readonly #redis: (Redis | Cluster) & Commands;
  readonly #options: RedisClientOptions;
  readonly #subscriptions = new Set<() => void>();
  readonly #connectWaitMs: number;
  #hasConnected = false;
  #waiting: Promise<void> | undefined;
  #lastError: unknown;

  constructor(options: RedisClientOptions, scripts: RedisScripts = {}) {
    this.#options = options;
    this.#connectWaitMs = options.connectWaitMs ?? 1_000;
    this.#redis = connect(options, scripts) as (Redis | Cluster) & Commands;
    this.#redis.on('ready', () => {
      this.#hasConnected = true;
    });
    this.#redis.on('error', (error) => {
      this.#lastError = error;
    });
  }

  /** @throws StoreUnavailableError */
  async run<Result>(command: (redis: (Redis | Cluster) & Commands) => Promise<Result>): Promise<Result> {
    try {
      if (!this.#hasConnected) await this.#firstConnection();
      return await command(this.#redis);
    } catch (error) {
      throw new StoreUnavailableError(describe(this.#reasonOf(error)), error);
    }
  }

  /** What stands in the way of the connection says more than what a command says of it. */
  #reasonOf(error: unknown): unknown {
    if (this.#redis.status === 'ready') return error;
    if (this.#lastError !== undefined || this.#hasConnected) return this.#lastError ?? error;
    return new Error(`no connection within ${this.#connectWaitMs} ms`);
  }

  /**
   * Calls `onNews` for every message of a channel, and when the connection came (back), since messages may have been
   * missed. By a connection of its own. Gives what ends it.
   */
  subscribe(channel: string, onNews: () => void): () => void {
    const stop = subscribe(connect(this.#options, {}), channel, onNews);
    this.#subscriptions.add(stop);
    return () => {
      this.#subscriptions.delete(stop);
      stop();
    };
  }

  close(): void {
    for (const stop of this.#subscriptions) stop();
    this.#redis.disconnect();
  }

  /** All who wait share one wait: at a worker's start they are many. */
  #firstConnection(): Promise<void> {
    this.#waiting ??= this.#waitForFirstConnection().finally(() => {
      this.#waiting = undefined;
    });
    return this.#waiting;
  }

  async #waitForFirstConnection(): Promise<void> {
    const redis = this.#redis;
    await new Promise<void>((resolve) => {
      const stop = (): void => {
        clearTimeout(timer);
        redis.off('ready', stop);
        redis.off('end', stop);
        resolve();
      };
      const timer = setTimeout(stop, this.#connectWaitMs);
      redis.once('ready', stop);
      redis.once('end', stop);
      if (redis.status === 'ready' || redis.status === 'end') stop();
    });
  }
}

// A quarter of a second to load, which who keeps states in memory does not have to wait.
const loadLibrary = () => require('ioredis') as typeof ioredis;

function connect(options: RedisClientOptions, scripts: RedisScripts): Redis | Cluster {
  const { url, cluster = false, commandTimeoutMs = 2_000 } = options;
  const library = loadLibrary();
  const shared = {
    commandTimeout: commandTimeoutMs,
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false,
    connectTimeout: 5_000,
    // After a failover the old master answers so until the connection is made anew.
    reconnectOnError: (error: Error) => error.message.startsWith('READONLY'),
  };
  if (!cluster)
    return new library.Redis(url, {
      ...{ ...shared, enableOfflineQueue: false, retryStrategy: reconnectDelayMs, scripts },
      // What many runs write in one turn of the event loop goes out at once: a system call each costs more than the rest.
      enableAutoPipelining: true,
    });
  return new library.Cluster([url], {
    redisOptions: { ...shared, ...credentialsOf(url) },
    enableOfflineQueue: false,
    clusterRetryStrategy: reconnectDelayMs,
    scripts,
  });
}

function reconnectDelayMs(times: number): number {
  return Math.min(times * 50, 1_000);
}

/** A cluster names its other nodes by address only: credentials and TLS of the first go for all. */
function credentialsOf(url: string): { username?: string; password?: string; tls?: object } {
  const { username, password, protocol } = new URL(url);
  return {
    ...(username === '' ? {} : { username: decodeURIComponent(username) }),
    ...(password === '' ? {} : { password: decodeURIComponent(password) }),
    ...(protocol === 'rediss:' ? { tls: {} } : {}),
  };
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message || error.name : String(error);
}
