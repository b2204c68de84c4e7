export type * from '@octavo/migration/rollout';
export { FileRolloutStore, MemoryRolloutStore, RedisRolloutStore, RolloutError } from '@octavo/migration/rollout';
export { OctavoRollout, type OctavoRolloutOptions, type PromoteOptions } from './octavo-rollout';
export type {
  RedisAccess,
  RedisAddress,
  RedisClientOptions,
  RedisCluster,
  RedisConnectionOptions,
  RedisSentinels,
  RedisServer,
  RedisTls,
  SentinelOptions,
} from '@octavo/state';
