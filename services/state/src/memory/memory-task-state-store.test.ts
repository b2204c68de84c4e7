import { describeStateStore } from '../conformance/state-store.conformance.fixture';
import { batchOf, factsOf, stateOf, uniqueRun } from '../conformance/state.fixture';
import { MemoryTaskStateStore } from './memory-task-state-store';

describeStateStore('MemoryTaskStateStore', async () => new MemoryTaskStateStore());

describe('MemoryTaskStateStore', () => {
  it('removes a run when its time to live after its end has passed, but no open run', async () => {
    let nowMs = 0;
    const store = new MemoryTaskStateStore({ ttlMs: 1_000, now: () => nowMs });
    const [ended, open] = [uniqueRun(), uniqueRun()];
    await store.write({ ...batchOf(ended, stateOf('', { status: 'SUCCESS' })), run: factsOf() });
    await store.write({ ...batchOf(open, stateOf('')), run: factsOf() });
    nowMs = 1_001;
    expect(await store.readRun(ended)).toBeUndefined();
    expect((await store.listRuns()).items).toHaveLength(1);
  });

  it('removes the runs that ended first when there are too many', async () => {
    const store = new MemoryTaskStateStore({ maxEndedRuns: 2 });
    const runs = [uniqueRun(), uniqueRun(), uniqueRun()];
    for (const run of runs) await store.write(batchOf(run, stateOf('', { status: 'SUCCESS' })));
    const known = await Promise.all(runs.map(async (run) => (await store.readRun(run)) !== undefined));
    expect(known).toEqual([false, true, true]);
  });

  it('counts a run as open again when a rerun raises its epoch', async () => {
    let nowMs = 0;
    const store = new MemoryTaskStateStore({ ttlMs: 1_000, now: () => nowMs });
    const run = uniqueRun();
    await store.write(batchOf(run, stateOf('', { status: 'FAILED' })));
    await store.write(batchOf(run, stateOf('', { epoch: 1 })));
    nowMs = 5_000;
    expect(await store.readRun(run)).toBeDefined();
  });
});
