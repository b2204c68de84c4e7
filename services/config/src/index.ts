export { type ConfigProblem, formatConfigProblem } from './config-problem';
export { type LoadActionsResult, loadActions } from './load-actions';
export { type LoadConfigOptions, type LoadConfigResult, loadConfig } from './load-config';
export {
  type DefinitionProblem,
  type LoadDefinitionsResult,
  listDefinitionIds,
  loadDefinitions,
} from './load-definitions';
export type { Environment } from './environment';
export type { LimitsConfig, OctavoConfig, StoreConfig } from './octavo-config';
export { createSecrets } from './secrets';
export type { ServerConfig } from './server-config';
