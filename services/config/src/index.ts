export { compareVersions } from './compare-versions';
export { type ConfigProblem, formatConfigProblem } from './config-problem';
export { type ConfigSource, formatConfigSource } from './config-source';
export { type ConfigDescription, describeConfig } from './describe-config';
export { type LoadActionsOptions, type LoadActionsResult, loadActions } from './load-actions';
export { type LoadConfigOptions, type LoadConfigResult, loadConfig } from './load-config';
export { configFilesFrom } from './read-config-file';
export { withoutUndefined } from './fields';
export { maskValue } from './mask-value';
export {
  type DefinitionProblem,
  type LoadDefinitionsResult,
  type ListedDefinition,
  listDefinitionIds,
  listDefinitions,
  loadDefinitions,
} from './load-definitions';
export { type LoadModuleOptions, type LoadModuleResult, loadModule, moduleProblem, readExports } from './load-module';
export type { Environment } from './environment';
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
export { describeUnknownVariables } from './unknown-variables';
