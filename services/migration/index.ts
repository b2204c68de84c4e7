export { createMigration, type MigrationOptions, migrationWorkflowsPath } from './adapter/create-migration';
export type * from './contracts';
export { PROMOTION_QUERY, promotionWorkflowId } from './controller/promotion-contract';
export { rolloutErrorCatalogue } from './errors/rollout-error';
export {
  createFlagEvaluator,
  type FlagEvaluator,
  type FlagEvaluatorOptions,
  type FlagOrigin,
  type FlagProvider,
  isFlagProvider,
  type OpenFlagEvaluator,
} from './flags/flag-evaluator';
export { RulesProvider, type RulesProviderOptions } from './flags/rules-provider';
export { fileRules, type RulesSource, storeRules } from './flags/rules-watch';
export { writeCount, writeMs, writeShare } from './gates/gate-verdict';
export { describeShare } from './promotion/stage';
export { formatRulesProblem, parseRules, type ParseRulesResult, parseRulesText } from './rules/parse-rules';
export { flaggedTypes } from './rules/rollout-rules';
export * from './rollout';
export { countChanges, showRules } from './rollout/rule-changer';
export { checkType } from './rollout/check-type';
export { describeSelector } from './rollout/changes/set-override';
export { type ForeignRules, withRulesOf } from './store/with-rules-of';
