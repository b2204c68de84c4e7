import type { OctavoWorkerOptions } from '../worker-options';

/** The services for Octavo in a team's worker. All other settings are options of the worker itself. */
export type OctavoPluginOptions = Omit<
  OctavoWorkerOptions,
  | 'addition'
  | 'connection'
  | 'connectionOptions'
  | 'health'
  | 'limits'
  | 'namespace'
  | 'taskQueue'
  | 'temporal'
  | 'workflowBundle'
>;
