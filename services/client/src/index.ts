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
export { builtInTaskTypes, type TaskTypeDefinition } from '@octavo/orchestrators/definitions';
