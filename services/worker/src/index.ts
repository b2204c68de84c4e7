export {
  ActionError,
  type ActionErrorOptions,
  type ActionOptions,
  type BuiltInOptions,
  type DeclarationOptions,
  defineAction,
  type EgressRules,
  json,
  type ShellPermission,
} from '@octavo/activities/actions';
export type { SecretSource } from '@octavo/activities';
export {
  type ServerName,
  type TemporalCallFailure,
  type TemporalErrorCode,
  TemporalServerError,
} from '@octavo/activities/temporal-errors';
export type {
  ActionContext,
  ActionDeclaration,
  ActiveStatus,
  ActivityAction,
  BooleanField,
  ErrorHandler,
  FailureStatus,
  Json,
  JsonObject,
  NumberField,
  Plan,
  ShownFields,
  TaskError,
  TaskProgress,
  TaskState,
  TaskStatus,
  TerminalStatus,
} from '@octavo/orchestrators';
export {
  type ActionLookup,
  builtInTaskTypes,
  type ChildList,
  type ExpressionField,
  type FieldPath,
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
  type MemoryTaskStateStoreOptions,
  type Page,
  type RedisAccess,
  type RedisAddress,
  type RedisClientOptions,
  type RedisCluster,
  type RedisConnectionOptions,
  type RedisSentinels,
  type RedisServer,
  RedisTaskStateStore,
  type RedisTaskStateStoreOptions,
  type RedisTls,
  type RunFacts,
  type RunKey,
  type RunQuery,
  type RunRecord,
  type SentinelOptions,
  type StateBatch,
  type StoredTaskState,
  type TaskQuery,
  type TaskStateStore,
} from '@octavo/state';
/** The version of zod that Octavo uses, for code without its own. */
export { z } from 'zod';
export { type BundleParts, bundlerOptionsFor } from './bundler-options';
export { createOctavoWorker } from './create-octavo-worker';
export { isImportant, type LogDestination, type LogLevelName, type LogLine } from './logging/log-line';
export { lineText } from './logging/pretty-lines';
export { createWorkerLog, type Masked, type WorkerLog, type WorkerLogOptions } from './logging/worker-log';
export type { OctavoWorker } from './octavo-worker';
export { OctavoPlugin, type OctavoPluginOptions } from './plugin';
export { type SandboxOptions, temporalWorkerOptions } from './temporal-worker-options';
export { workflowBundle, type WorkflowBundleOptions } from './workflow-bundle';
export {
  type AdditionParts,
  type OctavoWorkerOptions,
  type TemporalOptions,
  type WorkerAddition,
  type WorkerLimits,
  WorkerStartError,
} from './worker-options';
