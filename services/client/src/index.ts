export type {
  DefinitionInput,
  MigrationOption,
  OctavoClientOptions,
  OctavoOptions,
  RunName,
  StartedRun,
  StartOptions,
  StoredDefinitionName,
} from './client-options';
export { hasWorker, type TaskQueueOfServer } from './has-worker';
export type { ListOptions } from './list-runs';
export type { Tasks } from './live-run-reader';
export { OctavoClient, type SignalOptions } from './octavo-client';
export { callingServer } from './calling-server';
export { OctavoError } from './octavo-error';
export type { PreparedDefinition } from './prepared-definition';
export type { RunStats } from './run-history';
export type { RunStatus } from './run-reader';
export type { RunStore } from './stored-run-reader';
export type { CancelReport, MetNobody, MetWaits, SignalReport } from './signal-report';
export type { ReadFrom, TasksReading } from './task-reader';
export type { RunResult, RunStatusView, TaskSummary } from '@octavo/workflows';
