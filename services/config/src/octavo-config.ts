import type { EgressRules, ShellPermission } from '@octavo/activities/actions';
import type { ConfigFile } from './config-schema';
import type { ServerConfig } from './server-config';

/** The configuration of a process, complete; paths are absolute. */
export interface OctavoConfig {
  /** Absent: the embedded server. */
  readonly server?: ServerConfig;
  readonly namespace: string;
  readonly taskQueue: string;
  readonly store: StoreConfig;
  /** Files of the user's actions. */
  readonly actions: readonly string[];
  /** Folder of stored definitions. */
  readonly definitions?: string;
  readonly egress: EgressRules;
  readonly shell: ShellPermission;
  readonly secrets: ConfigFile['secrets'];
  readonly limits: LimitsConfig;
}

export type StoreConfig =
  | { readonly kind: 'memory' }
  | {
      readonly kind: 'redis';
      readonly url: string;
      readonly cluster: boolean;
      readonly keyPrefix: string;
      readonly ttlMs: number;
    };

export interface LimitsConfig {
  readonly concurrentActions: number;
  readonly concurrentWorkflowTasks: number;
  readonly cachedRuns: number;
  readonly shutdownGraceMs: number;
}
