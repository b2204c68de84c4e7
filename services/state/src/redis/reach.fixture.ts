import { batchOf, factsOf, stateOf, uniqueRun } from '../conformance/state.fixture';
import type { RunRecord } from '../task-state-store';
import { RedisTaskStateStore, type RedisTaskStateStoreOptions } from './redis-task-state-store';

/** Writes a run and reads it; undefined if it is missing. */
export async function writeAndRead(options: RedisTaskStateStoreOptions): Promise<RunRecord | undefined> {
  const store = new RedisTaskStateStore({ connectWaitMs: 10_000, ...options });
  const run = uniqueRun();
  try {
    await store.write({ ...batchOf(run, stateOf('a')), run: factsOf() });
    return await store.readRun(run);
  } finally {
    await store.close();
  }
}

/** The reason why the connection fails. */
export async function refusalOf(options: RedisTaskStateStoreOptions): Promise<string> {
  const store = new RedisTaskStateStore({ ...options, connectWaitMs: 50 });
  try {
    for (;;) {
      const answer = await store.readRun(uniqueRun()).catch(String);
      if (answer === undefined || typeof answer === 'object') return 'there is a connection';
      if (!answer.includes('no connection within')) return answer;
    }
  } finally {
    await store.close();
  }
}
