import type { OctavoConfig } from '@octavo/config';
import { MemoryTaskStateStore, RedisTaskStateStore, type TaskStateStore } from '@octavo/state';

/** The store that the configuration names. */
export function createStore({ store }: Pick<OctavoConfig, 'store'>): TaskStateStore {
  return store.kind === 'memory' ? new MemoryTaskStateStore() : new RedisTaskStateStore(store);
}
