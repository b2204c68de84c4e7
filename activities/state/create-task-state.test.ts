import { BoundedWriter, MemoryTaskStateStore, type StateBatch } from '@octavo/state';
import { createTaskState } from './create-task-state';

const batch: StateBatch = {
  workflowId: 'w',
  firstRunId: 'r',
  states: [],
  run: { definition: 'd', version: '1.0.0', startedAt: '2026-01-01T00:00:00Z' },
};

describe('createTaskState', () => {
  it('writes the batch', async () => {
    const store = new MemoryTaskStateStore();
    expect(await createTaskState({ store, writer: new BoundedWriter(store) }, batch)).toEqual({ ok: true });
    expect(await store.readRun(batch)).toMatchObject({ facts: batch.run });
  });

  it('returns ok: false when the store is unavailable or slow', async () => {
    for (const write of [() => Promise.reject(new Error('away')), () => new Promise<void>(() => undefined)]) {
      const store = { write };
      expect(await createTaskState({ store, writer: new BoundedWriter(store, { boundMs: 20 }) }, batch)).toEqual({
        ok: false,
      });
    }
  });

  it('fails with `must`, so that Temporal retries, when the store is unavailable', async () => {
    const store = { write: () => Promise.reject(new Error('away')) };
    await expect(
      createTaskState({ store, writer: new BoundedWriter(store) }, { ...batch, must: true }),
    ).rejects.toMatchObject({ message: 'away', nonRetryable: false, category: 'BENIGN' });
  });

  it('does not store `must`', async () => {
    const seen: unknown[] = [];
    const store = { write: async (one: StateBatch) => void seen.push(one) };
    await createTaskState({ store, writer: new BoundedWriter(store) }, { ...batch, must: true });
    expect(seen).toEqual([batch]);
  });
});
