export { createMigration, type MigrationOptions, migrationWorkflowsPath } from './adapter/create-migration';
export type * from './contracts';
export {
  PROMOTION_QUERY,
  type PromotionRequest,
  type PromotionState,
  type PromotionStepTold,
  promotionWorkflowId,
} from './controller/promotion-contract';
export {
  type FollowOptions,
  type PromotionEnd,
  Promotions,
  type PromotionsOptions,
  type StartedPromotion,
} from './controller/promotions';
export { RolloutError, type RolloutErrorCode, rolloutErrorCatalogue } from './errors/rollout-error';
export {
  createFlagEvaluator,
  type FlagEvaluatorOptions,
  type FlagOrigin,
  type FlagProvider,
  isFlagProvider,
  type OpenFlagEvaluator,
} from './flags/flag-evaluator';
export { RulesProvider, type RulesProviderOptions } from './flags/rules-provider';
export { fileRules, type RulesSource, storeRules } from './flags/rules-watch';
export type * from './gates/gate-verdict';
export { writeCount, writeMs, writeShare } from './gates/gate-verdict';
export { describeShare, type Stage } from './promotion/stage';
export {
  formatRulesProblem,
  parseRules,
  type ParseRulesResult,
  parseRulesText,
  type RulesProblem,
} from './rules/parse-rules';
export type * from './rules/rollout-rules';
export { flaggedTypes } from './rules/rollout-rules';
export {
  type ChangeListener,
  type ChangeOrigin,
  type ChangeResult,
  countChanges,
  showRules,
} from './rollout/rule-changer';
export { checkType } from './rollout/check-type';
export { Rollout, type ReportQuery, type RolloutOptions } from './rollout/rollout';
export { describeSelector } from './rollout/changes/set-override';
export type { WantedPlan } from './rollout/changes/set-rollout';
export type { WantedShare } from './rollout/changes/set-type';
export type { StepOrigin, StepResult } from './rollout/promotion-stepper';
export type * from './rollout/rollout-report';
export { checkRetirement, type RetirementOptions } from './retire/check-retirement';
export type * from './retire/retirement';
export type * from './store/evidence-totals';
export { FileRolloutStore, type FileRolloutStoreOptions } from './store/file/file-rollout-store';
export { MemoryRolloutStore, type MemoryRolloutStoreOptions } from './store/memory/memory-rollout-store';
export { RedisRolloutStore, type RedisRolloutStoreOptions } from './store/redis/redis-rollout-store';
export type * from './store/rollout-store';
export { type ForeignRules, withRulesOf } from './store/with-rules-of';
