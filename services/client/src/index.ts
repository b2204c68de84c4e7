export type {
  DefinitionInput,
  MigrationOption,
  OctavoClientOptions,
  RunName,
  StartedRun,
  StartOptions,
  StoredDefinitionName,
} from './client-options';
export type { ListOptions } from './list-runs';
export { OctavoClient, type SignalOptions } from './octavo-client';
export { OctavoError } from './octavo-error';
export type { PreparedDefinition } from './prepared-definition';
export type { RunStats } from './run-history';
export type { RunStatus } from './run-reader';
export type { Tasks } from './task-reader';
export type { RunResult, RunStatusView, TaskSummary } from '@octavo/workflows';
