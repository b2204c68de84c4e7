export type {
  DefinitionInput,
  MigrationOption,
  OctavoClientOptions,
  OctavoOptions,
  PreparedDefinition,
  RunName,
  StartedRun,
  StartOptions,
  StoredDefinitionName,
} from './client-options';
export type { ListOptions } from './list-runs';
export { hasWorker, type TaskQueueOfServer, type Tasks } from './live-run-reader';
export { OctavoClient, type SignalOptions } from './octavo-client';
export { callingServer, OctavoError } from './octavo-error';
export type { RunStats, RunStatus } from './run-reader';
export type { RunStore } from './stored-run-reader';
export type { CancelReport, MetNobody, MetWaits, SignalReport } from './run-messenger';
export type { ReadFrom, TasksReading, UnreadTasks } from './task-reader';
export type { RunResult, RunStatusView, TaskSummary } from '@octavo/workflows/messages';
export type { ServerName, TemporalErrorCode } from '@octavo/activities/temporal-errors';
export type {
  ActiveStatus,
  BooleanField,
  ErrorCode,
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
  WaitsView,
  WaitVerdict,
  WaitVerdictKind,
} from '@octavo/orchestrators';
export {
  type ActionDeclaration,
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
export type { DefinitionJsonSchema, Planner, PlanResult, Problem, ProblemCode } from '@octavo/planner';
export type {
  Page,
  RunFacts,
  RunKey,
  RunQuery,
  RunRecord,
  StateBatch,
  StoredTaskState,
  TaskQuery,
  TaskStateStore,
} from '@octavo/state';
