import { definitionAttribute } from '@octavo/orchestrators/model';
import type { Client } from '@temporalio/client';
import { TypedSearchAttributes } from '@temporalio/common';
import { type ListOptions, listRuns } from './list-runs';
import type { StoredRun, StoredRunReader } from './stored-run-reader';

const typedSearchAttributes = new TypedSearchAttributes([{ key: definitionAttribute, value: 'order' }]);

/** A server with `total` runs of a status, which counts the runs that are read. */
function serverOf(total: number, name = 'FAILED') {
  const asked: { readonly query: string; readonly pageSize: number }[] = [];
  let read = 0;
  async function* runs() {
    for (let index = 0; index < total; index += 1) {
      read += 1;
      const names = { workflowId: `w${index}`, runId: `r${index}`, taskQueue: 'q' };
      yield { ...names, startTime: new Date(index), closeTime: undefined, status: { name }, typedSearchAttributes };
    }
  }
  const list = (options: (typeof asked)[number]): AsyncIterable<object> => {
    asked.push(options);
    return runs();
  };
  const getHandle = () => ({ describe: () => Promise.reject(new Error('gone')) });
  return { client: { workflow: { list, getHandle } } as unknown as Client, asked, read: () => read };
}

/** A store with the same data for every run whose id ends with `ending`. */
const storeOf = (known: StoredRun, ending = ''): StoredRunReader =>
  ({
    isThere: true,
    run: async ({ workflowId }: { readonly workflowId: string }) => (workflowId.endsWith(ending) ? known : undefined),
  }) as unknown as StoredRunReader;
const noStore = { isThere: false, run: async () => undefined } as unknown as StoredRunReader;

async function listed(server: ReturnType<typeof serverOf>, stored: StoredRunReader, options: ListOptions) {
  const runs = await listRuns(server.client, stored, options);
  return { count: runs.length, pageSize: server.asked[0]?.pageSize, read: server.read() };
}

describe('a list of runs', () => {
  it.each<[string, ListOptions, object]>([
    ['100 runs by default', {}, { count: 100, pageSize: 100, read: 100 }],
    ['as many runs as the limit, in one small page', { limit: 3 }, { count: 3, pageSize: 3, read: 3 }],
    ['more than a batch', { limit: 250 }, { count: 250, pageSize: 250, read: 300 }],
    ['more than a page of the server', { limit: 1_500 }, { count: 1_500, pageSize: 1_000, read: 1_500 }],
    ['all runs', { limit: 5_000 }, { count: 2_000, pageSize: 1_000, read: 2_000 }],
  ])('has %s', async (_what, options, expected) => {
    expect(await listed(serverOf(2_000), noStore, options)).toEqual(expected);
  });

  it.each<[string, ListOptions]>([
    ['an error', { error: 'BROKEN' }],
    ['the status FAILED', { status: 'FAILED' }],
    ['a definition', { definition: 'order' }],
  ])('reads whole pages when it filters by %s', async (_what, filter) => {
    const options = { ...filter, limit: 2 };
    const known = { error: 'BROKEN' };
    expect(await listed(serverOf(300), storeOf(known), options)).toEqual({ count: 2, pageSize: 1_000, read: 100 });
  });

  it('reads further batches until there are enough runs', async () => {
    const options = { error: 'BROKEN', limit: 2 };
    const found = await listed(serverOf(500), storeOf({ error: 'BROKEN' }, '99'), options);
    expect(found).toEqual({ count: 2, pageSize: 1_000, read: 200 });
  });

  it.each<[ListOptions, StoredRunReader, number]>([
    [{ status: 'SUCCESS' }, storeOf({}), 2],
    [{ status: 'TIMED_OUT' }, noStore, 1_000],
    [{ definition: 'order' }, noStore, 2],
  ])('reads whole pages only when runs may be left out: %j', async (filter, stored, pageSize) => {
    expect(await listed(serverOf(5), stored, { ...filter, limit: 2 })).toMatchObject({ pageSize });
  });

  it.each<[string, string, StoredRun, object]>([
    ['the code of its error', 'FAILED', { status: 'FAILED', error: 'BROKEN' }, { status: 'FAILED', error: 'BROKEN' }],
    ['the status TIMED_OUT', 'FAILED', { status: 'TIMED_OUT' }, { status: 'TIMED_OUT' }],
    [
      'no status or definition that the server has',
      'TERMINATED',
      { status: 'FAILED', definition: 'x' },
      { status: 'CANCELED' },
    ],
  ])('has from the store %s', async (_what, name, known, expected) => {
    const [run] = await listRuns(serverOf(1, name).client, storeOf(known), {});
    expect(run).toEqual({
      ...{ workflowId: 'w0', runId: 'r0', startedAt: '1970-01-01T00:00:00.000Z', definition: 'order' },
      ...expected,
    });
  });

  it.each<[string, ListOptions, StoredRunReader, readonly string[]]>([
    ['nothing', {}, noStore, []],
    ['open runs', { open: true }, noStore, ['ExecutionStatus = "Running"']],
    ['ended runs', { open: false }, noStore, ['ExecutionStatus != "Running"']],
    ['a status', { status: 'TIMED_OUT' }, noStore, ['ExecutionStatus IN ("TimedOut", "Failed")']],
    ['an error', { error: 'X' }, storeOf({}), ['ExecutionStatus != "Running" AND ExecutionStatus != "Completed"']],
    ['a definition', { definition: `a"b'c\\d` }, noStore, ['OctavoDefinition = "a?b?c?d"']],
    [
      'a definition that only the store may have',
      { definition: 'a' },
      storeOf({}),
      ['(OctavoDefinition = "a" OR OctavoDefinition IS NULL)'],
    ],
    [
      'times',
      { since: new Date(0), until: new Date(1) },
      noStore,
      ['StartTime >= "1970-01-01T00:00:00.000Z"', 'StartTime <= "1970-01-01T00:00:00.001Z"'],
    ],
  ])('queries the server for %s', async (_what, options, stored, conditions) => {
    const { client, asked } = serverOf(0);
    await listRuns(client, stored, options);
    expect(asked.map(({ query }) => query)).toEqual([['WorkflowType = "octavoRun"', ...conditions].join(' AND ')]);
  });
});
