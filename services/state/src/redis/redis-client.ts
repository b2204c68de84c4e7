import type { Cluster, Redis } from 'ioredis';
import { StoreUnavailableError } from '../store-unavailable-error';
import { connect, databaseIn, disconnect, type RedisConnectionOptions, type RedisScripts } from './connect';

export type RedisClientOptions = RedisConnectionOptions & {
  /** The maximum time for which commands wait for the first connection. Default 1 s. */
  readonly connectWaitMs?: number;
};

/**
 * A connection that reconnects automatically and never queues commands: without a connection they fail at once. `Commands`
 * are the commands that the scripts add.
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
      const reason = describe(this.#reasonOf(error));
      throw new StoreUnavailableError(reason, error, adviseOn(reason));
    }
  }

  /** Without a connection, its last error says more than the error of the command. */
  #reasonOf(error: unknown): unknown {
    if (this.#redis.status === 'ready') return error;
    if (this.#lastError !== undefined || this.#hasConnected) return this.#lastError ?? error;
    const tls = usesTls(this.#options) ? ' with TLS; a server without TLS at this port does not answer' : '';
    return new Error(`no connection within ${this.#connectWaitMs} ms${tls}`);
  }

  /**
   * Calls `onNews` for every message of a channel, and after each connection, because messages may have been missed before.
   * Uses a separate connection. Returns a function that ends the subscription.
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
    disconnect(this.#redis);
  }

  /** Commands share one wait, because there are many at a worker's start. */
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

function usesTls({ url, tls }: RedisClientOptions): boolean {
  return tls !== undefined || [url ?? []].flat().some((one) => one.startsWith('rediss:'));
}

/** A server that does not support AUTH repeats its arguments, the password included. */
const ARGUMENTS = /, with args beginning with: [^]*$/;

/** The text of the error, without a full stop, because it becomes part of a sentence. */
function describe(error: unknown): string {
  const reason = lastNodeErrorOf(error) ?? error;
  const database = databaseIn(reason);
  const where = database === undefined ? '' : `database ${database}: `;
  const text = where + (reason instanceof Error ? reason.message || reason.name : String(reason));
  return text.replace(ARGUMENTS, '').replace(/\.+$/, '');
}

/** For a cluster, the library reports only that no node can be used; the error of the last node has the reason. */
function lastNodeErrorOf(error: unknown): Error | undefined {
  const last = error instanceof Error && 'lastNodeError' in error ? error.lastNodeError : undefined;
  return last instanceof Error ? last : undefined;
}

/** Subscribes to a channel with a connection that is used for nothing else; see `RedisClient.subscribe`. */
function subscribe(connection: Redis | Cluster, channel: string, onNews: () => void): () => void {
  connection.on('message', onNews);
  connection.on('ready', () => {
    // If the connection is lost, the next `ready` subscribes again.
    connection.subscribe(channel).then(onNews, () => undefined);
  });
  connection.on('error', () => undefined);
  return () => {
    connection.removeAllListeners('message');
    disconnect(connection);
  };
}

/** Advice for a failure, by the text of its reason. */
function adviseOn(reason: string): string {
  return ADVICE.find(([pattern]) => pattern.test(reason))?.[1] ?? UNREACHABLE;
}

const UNREACHABLE = 'Check that it runs, and check its address in the configuration.';

const ADVICE: readonly (readonly [says: RegExp, advice: string])[] = [
  [/NOAUTH|WRONGPASS|invalid password/, 'Check its user and password in the configuration.'],
  [/NOPERM/, 'Permit its user the commands, and the keys with the configured prefix.'],
  [/WRONGTYPE/, 'Another program uses this key: choose another `keyPrefix` in the configuration.'],
  [/certificate|\bcert\b|\bSSL|\bTLS\b|altname/i, 'Check `tls` and the address in the configuration.'],
  [/ENOTFOUND|EAI_AGAIN/, 'Check the name of the host in the configuration.'],
  [/RESP type|Protocol error/, 'Another service answers there: check the address in the configuration.'],
  [
    /DB index|database index/i,
    'Choose a database of this Redis in the configuration: its setting `databases` is their number, by default 16 (0 to 15).',
  ],
  [/^database \d+: /, 'Choose another database in the configuration, or permit SELECT to the user.'],
  // Error replies of Redis begin with such a word.
  [/^[A-Z]{3,} /, 'It runs, but rejects the command: see its log.'],
];
