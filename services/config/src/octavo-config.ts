import type { EgressRules, ShellPermission } from '@octavo/activities/actions';
import type { RedisAccess, RedisAddress } from '@octavo/state';
import type { ConfigFile } from './config-schema';
import type { ServerConfig } from './server-config';

/** The configuration of a process, complete; paths are absolute. */
export interface OctavoConfig {
  /** Absolute: where the configuration file is, else the working directory. `.octavo/` in it holds local state. */
  readonly folder: string;
  /** Absent: the embedded server. */
  readonly server?: ServerConfig;
  readonly namespace: string;
  readonly taskQueue: string;
  /** Which of the two nobody chose, so that the default stands there. */
  readonly unset: ReadonlySet<'namespace' | 'taskQueue'>;
  readonly store: StoreConfig;
  /** Files of the user's actions. */
  readonly actions: readonly string[];
  /** Folder of stored definitions. */
  readonly definitions?: string;
  readonly egress: EgressRules;
  readonly shell: ShellPermission;
  readonly secrets: ConfigFile['secrets'];
  /** Passwords and keys of the configuration itself, which no log may have. */
  readonly credentials: readonly string[];
  readonly limits: LimitsConfig;
  readonly log: ConfigFile['log'];
  /** Absent: workers show no metrics. */
  readonly metrics?: MetricsConfig;
  /** `host:port` where workers answer probes. Absent: nowhere. */
  readonly health?: string;
  /** Absent: no migration between engines is under way. */
  readonly migration?: MigrationConfig;
}

export type StoreConfig =
  | { readonly kind: 'memory' }
  | (RedisConfig & {
      readonly ttlMs: number;
    });

/** One Redis, a cluster, or the master that sentinels know, as its store takes it. */
export type RedisConfig = RedisAddress & RedisAccess & { readonly kind: 'redis'; readonly keyPrefix: string };

/** `prometheus`: `host:port` where a worker is asked at `/metrics`. `otel`: the URL of a collector of OpenTelemetry. */
export type MetricsConfig = { readonly prometheus: string } | { readonly otel: string };

export interface MigrationConfig {
  /** Where rules and evidence are. */
  readonly store: RolloutStoreConfig;
  readonly flags: FlagsConfig;
}

export type RolloutStoreConfig = RedisConfig | { readonly kind: 'folder'; readonly folder: string };

/** What says which engine runs a task: the rules in the store, rules in a file, or a provider that a module exports. */
export type FlagsConfig = { readonly kind: 'store' } | { readonly kind: 'file' | 'module'; readonly path: string };

export interface LimitsConfig {
  readonly concurrentActions: number;
  readonly concurrentWorkflowTasks: number;
  readonly cachedRuns: number;
  readonly shutdownGraceMs: number;
}
