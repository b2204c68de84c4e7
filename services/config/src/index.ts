export { type ConfigProblem, type ConfigSource, formatConfigProblem, formatConfigSource } from './config-problem';
export { type LoadActionsOptions, type LoadActionsResult, loadActions } from './load-actions';
export {
  type ConfigDescription,
  describeConfig,
  type LoadConfigOptions,
  type LoadConfigResult,
  loadConfig,
} from './load-config';
export { configFilesFrom } from './read-config-file';
export { withoutUndefined } from './fields';
export { maskValue } from './mask-value';
export {
  compareVersions,
  type DefinitionProblem,
  type LoadDefinitionsResult,
  type ListedDefinition,
  listDefinitionIds,
  listDefinitions,
  loadDefinitions,
} from './load-definitions';
export { type LoadModuleOptions, type LoadModuleResult, loadModule, moduleProblem, readExports } from './load-module';
export { describeUnknownVariables, type Environment } from './environment';
export type {
  FlagsConfig,
  LimitsConfig,
  MetricsConfig,
  MigrationConfig,
  OctavoConfig,
  RolloutStoreConfig,
  StoreConfig,
} from './octavo-config';
export { createSecrets } from './secrets';
export type { ServerConfig } from './server-config';
