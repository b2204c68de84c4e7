export { BoundedWriter, type BoundedWriterOptions, type PendingWrite, type WriteResult } from './bounded-writer';
export { MemoryTaskStateStore, type MemoryTaskStateStoreOptions } from './memory/memory-task-state-store';
export { pathSortKey } from './path-sort-key';
export { replaces, type StoredTaskState, toStoredTaskState } from './stored-task-state';
export { StoreUnavailableError } from './store-unavailable-error';
export type * from './task-state-store';
