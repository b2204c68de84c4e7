export {
  ActionError,
  type ActionErrorOptions,
  type ActionOptions,
  defineAction,
  json,
} from '@octavo/activities/actions';
export { TemporalServerError } from '@octavo/activities/temporal-errors';
export {
  builtInTaskTypes,
  type ChildList,
  type ExpressionField,
  type OutputKeys,
  type ProblemReport,
  type SchemaParts,
  type Surroundings,
  type TaskNode,
  type TaskReference,
  type TaskTraits,
  type TaskTypeDefinition,
} from '@octavo/orchestrators/definitions';
export {
  MemoryTaskStateStore,
  RedisTaskStateStore,
  type RedisTaskStateStoreOptions,
  type TaskStateStore,
} from '@octavo/state';
/** The version of zod that Octavo uses, for code without its own. */
export { z } from 'zod';
export { bundlerOptionsFor } from './bundler-options';
export { createOctavoWorker } from './create-octavo-worker';
export { isImportant, type LogDestination, type LogLevelName, type LogLine } from './logging/log-line';
export { lineText } from './logging/pretty-lines';
export { createWorkerLog, type Masked, type WorkerLog, type WorkerLogOptions } from './logging/worker-log';
export type { OctavoWorker } from './octavo-worker';
export { OctavoPlugin, type OctavoPluginOptions } from './plugin';
export { temporalWorkerOptions } from './temporal-worker-options';
export { workflowBundle, type WorkflowBundleOptions } from './workflow-bundle';
export {
  type AdditionParts,
  type OctavoWorkerOptions,
  type TemporalOptions,
  type WorkerAddition,
  type WorkerLimits,
  WorkerStartError,
} from './worker-options';
