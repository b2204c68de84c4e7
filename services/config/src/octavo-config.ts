import type { EgressRules, ShellPermission } from '@octavo/activities/actions';
import type { RedisAccess, RedisAddress } from '@octavo/state';
import type { ConfigFile } from './config-schema';
import type { ServerConfig } from './server-config';

/** The complete configuration of a process. Paths are absolute. */
export interface OctavoConfig {
  /** The folder of the configuration file, else the working directory. Its `.octavo/` contains local state. */
  readonly folder: string;
  /** Absent: the embedded server. */
  readonly server?: ServerConfig;
  readonly namespace: string;
  readonly taskQueue: string;
  /** Those of the two fields that no source sets, so that they have the default. */
  readonly unset: ReadonlySet<'namespace' | 'taskQueue'>;
  readonly store: StoreConfig;
  /** Files of the user's actions. */
  readonly actions: readonly string[];
  /** Folder of stored definitions. */
  readonly definitions?: string;
  readonly egress: EgressRules;
  readonly shell: ShellPermission;
  readonly secrets: ConfigFile['secrets'];
  /** Passwords and keys of the configuration itself, which logs must mask. */
  readonly credentials: readonly string[];
  readonly limits: LimitsConfig;
  readonly log: ConfigFile['log'];
  /** Absent: workers export no metrics. */
  readonly metrics?: MetricsConfig;
  /** `host:port` where workers answer probes. Absent: workers do not listen. */
  readonly health?: string;
  /** Absent: no migration between engines. */
  readonly migration?: MigrationConfig;
}

export type StoreConfig =
  | { readonly kind: 'memory' }
  | (RedisConfig & {
      readonly ttlMs: number;
    });

/** One Redis, a cluster, or sentinels with their master, as options of a store. */
export type RedisConfig = RedisAddress & RedisAccess & { readonly kind: 'redis'; readonly keyPrefix: string };

/** `prometheus`: `host:port` where a worker serves `/metrics`. `otel`: the URL of an OpenTelemetry collector. */
export type MetricsConfig = { readonly prometheus: string } | { readonly otel: string };

export interface MigrationConfig {
  /** The store of rules and evidence. */
  readonly store: RolloutStoreConfig;
  readonly flags: FlagsConfig;
}

export type RolloutStoreConfig = RedisConfig | { readonly kind: 'folder'; readonly folder: string };

/** The source of the rules that choose the engine of a task: the store, a file, or a provider that a module exports. */
export type FlagsConfig = { readonly kind: 'store' } | { readonly kind: 'file' | 'module'; readonly path: string };

export interface LimitsConfig {
  readonly concurrentActions: number;
  readonly concurrentWorkflowTasks: number;
  readonly cachedRuns: number;
  readonly shutdownGraceMs: number;
}
