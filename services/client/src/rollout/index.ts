export { OctavoRollout, type OctavoRolloutOptions, type PromoteOptions } from './octavo-rollout';
export {
  FileRolloutStore,
  MemoryRolloutStore,
  RedisRolloutStore,
  RolloutError,
  type RolloutErrorCode,
  type RolloutStore,
} from '@octavo/migration/rollout';
