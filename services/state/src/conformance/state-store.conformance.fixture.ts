import type { Json } from '@octavo/orchestrators';
import * as fc from 'fast-check';
import { replaces, type StoredTaskState, type TaskStateStore } from '../index';
import { pathSortKey } from '../stored-task-state';
import { shuffledHistory } from './legal-history.fixture';
import { describeListing } from './listing.conformance.fixture';
import { batchOf, factsOf, stateOf, uniqueRun } from './state.fixture';

/** The conformance suite of `TaskStateStore`. `create` returns an empty store. */
export function describeStateStore(name: string, create: () => Promise<TaskStateStore>): void {
  describe(`${name} as a TaskStateStore`, () => {
    let store: TaskStateStore;
    beforeAll(async () => {
      store = await create();
    });
    afterAll(() => store.close());
    describeWriting(() => store);
    describeReading(() => store);
    describeListing(() => store);
  });
}

function describeWriting(store: () => TaskStateStore): void {
  it('does not overwrite with a lower or equal version', async () => {
    const run = uniqueRun();
    await store().write(batchOf(run, stateOf('a', { version: 2, attempt: 2 })));
    await store().write(batchOf(run, stateOf('a', { version: 2, attempt: 9 }), stateOf('a', { version: 1 })));
    expect(await store().readTask(run, 'a')).toMatchObject({ version: 2, attempt: 2 });
  });

  it('never changes a terminal state', async () => {
    const run = uniqueRun();
    await store().write(batchOf(run, stateOf('a', { version: 3, status: 'SUCCESS' })));
    await store().write(batchOf(run, stateOf('a', { version: 4, status: 'FAILED' })));
    expect(await store().readTask(run, 'a')).toMatchObject({ status: 'SUCCESS' });
  });

  it('replaces a terminal state by a state of a higher epoch, and no state by one of a lower epoch', async () => {
    const run = uniqueRun();
    await store().write(batchOf(run, stateOf('a', { version: 9, status: 'FAILED' })));
    await store().write(batchOf(run, stateOf('a', { epoch: 1, version: 1 })));
    await store().write(batchOf(run, stateOf('a', { version: 10 })));
    expect(await store().readTask(run, 'a')).toMatchObject({ epoch: 1, version: 1, status: 'RUNNING' });
  });

  it('does not store fields that only the engine needs', async () => {
    const run = uniqueRun();
    await store().write(batchOf(run, { ...stateOf('a'), progress: { at: 1 }, next: 'b' } as StoredTaskState));
    expect(await store().readTask(run, 'a')).toEqual(stateOf('a'));
  });

  it('has the newest state of every path for batches in any size and order, repeated or not', async () => {
    const property = fc.asyncProperty(shuffledHistory, async ({ states, batches }) => {
      const run = uniqueRun();
      for (const batch of batches) await store().write(batchOf(run, ...batch));
      expect(await readAll(store(), run)).toEqual(newestOf(states));
    });
    await fc.assert(property, { numRuns: 100 });
  });
}

function describeReading(store: () => TaskStateStore): void {
  it('returns nothing for a run that was never written', async () => {
    const run = uniqueRun();
    expect(await store().readRun(run)).toBeUndefined();
    expect(await store().readTask(run, 'a')).toBeUndefined();
    expect(await store().readTasks(run)).toEqual({ items: [] });
  });

  it('returns the run with its facts and its state', async () => {
    const run = uniqueRun();
    const own = stateOf('', { status: 'SUCCESS', output: { total: 3 } });
    await store().write({ ...batchOf(run, own), run: factsOf() });
    expect(await store().readRun(run)).toEqual({ ...run, facts: factsOf(), state: own });
    expect(await store().readTask(run, '')).toEqual(own);
  });

  it('returns no run while only states of its tasks are written', async () => {
    const run = uniqueRun();
    await store().write(batchOf(run, stateOf('a')));
    expect(await store().readRun(run)).toBeUndefined();
    expect(await store().readTask(run, 'a')).toEqual(stateOf('a'));
  });

  it('returns any JSON unchanged', async () => {
    const property = fc.asyncProperty(fc.jsonValue({ maxDepth: 4 }), async (output) => {
      const run = uniqueRun();
      const state = stateOf('a', { output: JSON.parse(JSON.stringify(output)) as Json });
      await store().write(batchOf(run, state));
      expect(await store().readTask(run, 'a')).toEqual(state);
    });
    await fc.assert(property, { numRuns: 50 });
  });

  it('separates runs with braces, slashes and unusual letters in their ids', async () => {
    const ids = ['a', 'a/b', '{a}', 'a}b', '}', '%7B', 'ü ñ'];
    const runs = ids.map((workflowId) => ({ workflowId, firstRunId: uniqueRun().firstRunId }));
    for (const run of runs) await store().write(batchOf(run, stateOf('t', { output: run.workflowId })));
    const outputs = await Promise.all(runs.map(async (run) => (await store().readTask(run, 't'))?.output));
    expect(outputs).toEqual(ids);
  });
}

async function readAll(store: TaskStateStore, run: ReturnType<typeof uniqueRun>): Promise<readonly StoredTaskState[]> {
  const own = await store.readTask(run, '');
  const { items } = await store.readTasks(run, { limit: 1_000 });
  return own === undefined ? items : [own, ...items];
}

function newestOf(states: readonly StoredTaskState[]): readonly StoredTaskState[] {
  const newest = new Map<string, StoredTaskState>();
  for (const state of states) if (replaces(state, newest.get(state.path))) newest.set(state.path, state);
  return [...newest.values()].sort((a, b) => (pathSortKey(a.path) < pathSortKey(b.path) ? -1 : 1));
}
