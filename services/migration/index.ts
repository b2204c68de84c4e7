export { createMigration, type MigrationOptions, migrationWorkflowsPath } from './adapter/create-migration';
export type * from './contracts';
