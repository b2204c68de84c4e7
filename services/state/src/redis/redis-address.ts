/** The address of Redis: one server, a cluster, or sentinels and their master. */
export type RedisAddress = RedisServer | RedisCluster | RedisSentinels;

export interface RedisServer {
  /** `redis://user:password@host:port/db`, `rediss://` for TLS. */
  readonly url: string;
  readonly cluster?: false;
  readonly sentinel?: never;
}

export interface RedisCluster {
  /** URLs of some nodes; one reachable node is enough. User, password and TLS of the first apply to all. */
  readonly url: string | readonly string[];
  readonly cluster: true;
  /** False: connects to nodes by name instead of address, as certificates may require. Default true. */
  readonly dnsLookup?: boolean;
  readonly sentinel?: never;
}

export interface RedisSentinels {
  readonly sentinel: SentinelOptions;
  /** The database of the master. Default 0. */
  readonly db?: number;
  readonly url?: never;
  readonly cluster?: never;
}

export interface SentinelOptions extends RedisAccess {
  /** `host:port` of sentinels; one reachable sentinel is enough. */
  readonly addresses: readonly string[];
  /** The name of the master in their configuration. */
  readonly master: string;
}

/** Credentials and TLS of Redis; those of sentinels are in `SentinelOptions`. */
export interface RedisAccess {
  readonly username?: string;
  readonly password?: string;
  /** Default: according to the URL; none without a URL. */
  readonly tls?: RedisTls;
}

/** The contents of PEM files. */
export interface RedisTls {
  /** The name that the certificate of the server must have. Default: the host of the connection. */
  readonly serverName?: string;
  /** Default: the certificate authorities that Node trusts. */
  readonly serverCa?: string | Buffer;
  readonly clientCert?: string | Buffer;
  readonly clientKey?: string | Buffer;
}
