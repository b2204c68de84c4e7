// For programs that control a rollout without a worker: loads neither workflow code nor the activity SDK.
export { Promotions, type StartedPromotion } from '../controller/promotions';
export { RolloutError, type RolloutErrorCode } from '../errors/rollout-error';
export { checkRetirement } from '../retire/check-retirement';
export type { Retirement } from '../retire/retirement';
export { Rollout } from './rollout';
export type { ChangeListener } from './rule-changer';
export { FileRolloutStore } from '../store/file/file-rollout-store';
export { MemoryRolloutStore } from '../store/memory/memory-rollout-store';
export { RedisRolloutStore } from '../store/redis/redis-rollout-store';
export type { RolloutStore } from '../store/rollout-store';
