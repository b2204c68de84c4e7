export { BoundedWriter, type BoundedWriterOptions, type PendingWrite, type WriteResult } from './bounded-writer';
export { MemoryTaskStateStore, type MemoryTaskStateStoreOptions } from './memory/memory-task-state-store';
export type { RedisConnectionOptions, RedisScripts } from './redis/connect';
export type * from './redis/redis-address';
export { RedisClient, type RedisClientOptions } from './redis/redis-client';
export { RedisTaskStateStore, type RedisTaskStateStoreOptions } from './redis/redis-task-state-store';
export { replaces, type StoredTaskState, toStoredTaskState } from './stored-task-state';
export { StoreUnavailableError } from './store-unavailable-error';
export type * from './task-state-store';
