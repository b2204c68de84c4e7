import type { Cluster, Redis } from 'ioredis';
import { StoreUnavailableError } from '../store-unavailable-error';
import { connect, databaseIn, disconnect, type RedisConnectionOptions, type RedisScripts } from './connect';

export type RedisClientOptions = RedisConnectionOptions & {
  /** How long commands wait for the first connection. Default 1 s. */
  readonly connectWaitMs?: number;
};

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
      const reason = describe(this.#reasonOf(error));
      throw new StoreUnavailableError(reason, error, adviseOn(reason));
    }
  }

  /** What stands in the way of the connection says more than what a command says of it. */
  #reasonOf(error: unknown): unknown {
    if (this.#redis.status === 'ready') return error;
    if (this.#lastError !== undefined || this.#hasConnected) return this.#lastError ?? error;
    const tls = usesTls(this.#options) ? ' by TLS; a server without TLS at this port does not answer' : '';
    return new Error(`no connection within ${this.#connectWaitMs} ms${tls}`);
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
    disconnect(this.#redis);
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

function usesTls({ url, tls }: RedisClientOptions): boolean {
  return tls !== undefined || [url ?? []].flat().some((one) => one.startsWith('rediss:'));
}

/** A server that does not know AUTH repeats its arguments, the password with them. */
const ARGUMENTS = /, with args beginning with: [^]*$/;

/** Without a full stop at its end, since the text stands inside sentences of others. */
function describe(error: unknown): string {
  const reason = lastNodeErrorOf(error) ?? error;
  const database = databaseIn(reason);
  const where = database === undefined ? '' : `database ${database}: `;
  const text = where + (reason instanceof Error ? reason.message || reason.name : String(reason));
  return text.replace(ARGUMENTS, '').replace(/\.+$/, '');
}

/** Of a cluster, the library says only that none of its nodes can be used; the last of them says why. */
function lastNodeErrorOf(error: unknown): Error | undefined {
  const last = error instanceof Error && 'lastNodeError' in error ? error.lastNodeError : undefined;
  return last instanceof Error ? last : undefined;
}

/** Listens to a channel for as long as `connection`, which is used for nothing else, lives; see `RedisClient.subscribe`. */
function subscribe(connection: Redis | Cluster, channel: string, onNews: () => void): () => void {
  connection.on('message', onNews);
  connection.on('ready', () => {
    // Where the connection is lost again, the next `ready` subscribes.
    connection.subscribe(channel).then(onNews, () => undefined);
  });
  connection.on('error', () => undefined);
  return () => {
    connection.removeAllListeners('message');
    disconnect(connection);
  };
}

/** What to do about a failure, by the text of what Redis, or the way to it, says. */
function adviseOn(reason: string): string {
  return ADVICE.find(([pattern]) => pattern.test(reason))?.[1] ?? UNREACHABLE;
}

const UNREACHABLE = 'See that it runs, and check its address in the configuration.';

const ADVICE: readonly (readonly [says: RegExp, advice: string])[] = [
  [/NOAUTH|WRONGPASS|invalid password/, 'Check its user and password in the configuration.'],
  [/NOPERM/, 'Permit its user the commands, and the keys with the configured prefix.'],
  [/WRONGTYPE/, 'Another program uses this key: choose another `keyPrefix` in the configuration.'],
  [/certificate|\bcert\b|\bSSL|\bTLS\b|altname/i, 'Check `tls` and the address in the configuration.'],
  [/ENOTFOUND|EAI_AGAIN/, 'Check the name of the host in the configuration.'],
  [/RESP type|Protocol error/, 'Another service answers there: check the address in the configuration.'],
  [
    /DB index|database index/i,
    'Choose one of the databases of this Redis in the configuration: its setting `databases` is how many it has, 16 by default (0 to 15).',
  ],
  [/^database \d+: /, 'Choose another database in the configuration, or permit SELECT.'],
  // A reply of a Redis that runs begins with a word of this kind.
  [/^[A-Z]{3,} /, 'It runs and refuses this: see its log.'],
];
