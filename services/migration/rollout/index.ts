// For programs that control a rollout without a worker: loads neither workflow code nor the activity SDK.
export type * from '../contracts/evidence';
export type { Engine, EngineMode } from '../contracts/flags';
export type { PromotionRequest, PromotionState, PromotionStepTold } from '../controller/promotion-contract';
export {
  type FollowOptions,
  type PromotionEnd,
  Promotions,
  type PromotionsOptions,
  type StartedPromotion,
} from '../controller/promotions';
export { RolloutError, type RolloutErrorCode } from '../errors/rollout-error';
export type { DifferenceGroupKey, DifferenceKind } from '../evidence/difference-group';
export type * from '../gates/gate-verdict';
export type { PromotionStep, Stage } from '../promotion/stage';
export { checkRetirement, type RetirementOptions } from '../retire/check-retirement';
export type * from '../retire/retirement';
export type { RulesProblem } from '../rules/parse-rules';
export type * from '../rules/rollout-rules';
export type { WantedPlan } from './changes/set-rollout';
export type { WantedShare } from './changes/set-type';
export type { StepOrigin, StepResult } from './promotion-stepper';
export { type ReportQuery, Rollout, type RolloutOptions } from './rollout';
export type * from './rollout-report';
export type { ChangeListener, ChangeOrigin, ChangeResult } from './rule-changer';
export type * from '../store/evidence-totals';
export { FileRolloutStore, type FileRolloutStoreOptions } from '../store/file/file-rollout-store';
export { MemoryRolloutStore, type MemoryRolloutStoreOptions } from '../store/memory/memory-rollout-store';
export { RedisRolloutStore, type RedisRolloutStoreOptions } from '../store/redis/redis-rollout-store';
export type * from '../store/rollout-store';
