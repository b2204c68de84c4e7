/** Where Redis is: one server, a cluster, or the master that sentinels know. */
export type RedisAddress = RedisServer | RedisCluster | RedisSentinels;

export interface RedisServer {
  /** `redis://user:password@host:port/db`, `rediss://` for TLS. */
  readonly url: string;
  readonly cluster?: false;
  readonly sentinel?: never;
}

export interface RedisCluster {
  /** Some of its nodes; one that can be reached is enough. User, password and TLS of the first go for all. */
  readonly url: string | readonly string[];
  readonly cluster: true;
  /** False: a node that is known by its name is reached by the name, as its certificate may demand. Default true. */
  readonly dnsLookup?: boolean;
  readonly sentinel?: never;
}

export interface RedisSentinels {
  readonly sentinel: SentinelOptions;
  /** Of the master. Default 0. */
  readonly db?: number;
  readonly url?: never;
  readonly cluster?: never;
}

export interface SentinelOptions extends RedisAccess {
  /** `host:port` of each sentinel; one that can be reached is enough. */
  readonly addresses: readonly string[];
  /** The name that they have for the master. */
  readonly master: string;
}

/** How to get in; for those of the sentinels see `SentinelOptions`. */
export interface RedisAccess {
  readonly username?: string;
  readonly password?: string;
  /** Default: as the URL says; without a URL none. */
  readonly tls?: RedisTls;
}

/** Texts of PEM files. */
export interface RedisTls {
  /** The name that the certificate of the server has to have. Default: what the connection is made to. */
  readonly serverName?: string;
  /** Default: those that Node trusts. */
  readonly serverCa?: string | Buffer;
  readonly clientCert?: string | Buffer;
  readonly clientKey?: string | Buffer;
}
