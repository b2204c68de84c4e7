import type { Page, RunKey, TaskStateStore } from '../index';
import { batchOf, factsOf, stateOf, uniqueRun } from './state.fixture';

const inOrder = [
  'each',
  'each/onError/x',
  'each[2]',
  'each[2]/fetch',
  'each[10]',
  'each#2',
  'each#2/x',
  'each#10',
  'eachOther',
];

/** Tests of listing runs and tasks in pages. */
export function describeListing(store: () => TaskStateStore): void {
  it('returns tasks in the order of the tree, items and visits by number', async () => {
    const run = uniqueRun();
    await store().write(batchOf(run, stateOf(''), ...inOrder.toReversed().map((path) => stateOf(path))));
    const page = await store().readTasks(run);
    expect(page.items.map(({ path }) => path)).toEqual(inOrder);
    expect(page.nextCursor).toBeUndefined();
  });

  it('returns the tasks inside a path in pages', async () => {
    const run = uniqueRun();
    await store().write(batchOf(run, ...inOrder.map((path) => stateOf(path))));
    const pages = await readPages((cursor) => store().readTasks(run, { prefix: 'each', limit: 3, ...cursor }));
    expect(pages.map((items) => items.map(({ path }) => path))).toEqual([
      inOrder.slice(0, 3),
      inOrder.slice(3, 6),
      inOrder.slice(6, 8),
    ]);
    const { items } = await store().readTasks(run, { prefix: 'each[2]' });
    expect(items.map(({ path }) => path)).toEqual(['each[2]', 'each[2]/fetch']);
  });

  it('lists runs in pages, the latest start first', async () => {
    const definition = `listed-${uniqueRun().workflowId}`;
    const runs = await startRuns(store(), definition, 7);
    const pages = await readPages((cursor) => store().listRuns({ definition, limit: 3, ...cursor }));
    const ids = pages.map((items) => items.map(({ workflowId }) => workflowId));
    const latestFirst = runs.map(({ workflowId }) => workflowId).toReversed();
    expect(ids).toEqual([latestFirst.slice(0, 3), latestFirst.slice(3, 6), latestFirst.slice(6)]);
  });

  it('lists runs of one status', async () => {
    const definition = `failed-${uniqueRun().workflowId}`;
    const [, second] = await startRuns(store(), definition, 3);
    if (second === undefined) throw new Error('no run');
    await store().write(batchOf(second, stateOf('', { version: 2, status: 'FAILED' })));
    const failed = await store().listRuns({ definition, status: 'FAILED' });
    expect(failed.items.map(({ workflowId }) => workflowId)).toEqual([second.workflowId]);
    expect((await store().listRuns({ definition, status: 'RUNNING' })).items).toHaveLength(2);
  });
}

/** Starts runs; from the fifth on, all start in the same millisecond. */
async function startRuns(store: TaskStateStore, definition: string, count: number): Promise<readonly RunKey[]> {
  const runs = Array.from({ length: count }, (_, index) => ({
    ...uniqueRun(),
    workflowId: `w-${index}-${definition}`,
  }));
  for (const [index, run] of runs.entries()) {
    const startedAt = new Date(1_700_000_000_000 + Math.min(index, 4)).toISOString();
    await store.write({ ...batchOf(run, stateOf('', { startedAt })), run: factsOf({ definition, startedAt }) });
  }
  return runs;
}

async function readPages<Item>(
  read: (cursor: { readonly cursor?: string }) => Promise<Page<Item>>,
): Promise<readonly (readonly Item[])[]> {
  const pages: (readonly Item[])[] = [];
  let cursor: string | undefined;
  do {
    const page = await read(cursor === undefined ? {} : { cursor });
    pages.push(page.items);
    cursor = page.nextCursor;
  } while (cursor !== undefined && pages.length < 20);
  return pages;
}
