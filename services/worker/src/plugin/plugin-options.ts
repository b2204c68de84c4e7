import type { OctavoWorkerOptions } from '../worker-options';

/** What a worker does for Octavo in a worker of a team. All else is set in the worker's own options. */
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
