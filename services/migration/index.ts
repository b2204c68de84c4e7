export { createMigration, type MigrationOptions, migrationWorkflowsPath } from './adapter/create-migration';
export type { EngineMode } from './contracts/engine-mode';
export type { Difference, Evidence, VisitCounts } from './contracts/evidence';
export type { FlagContext, FlagSnapshot } from './contracts/flag-snapshot';
