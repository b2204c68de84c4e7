import type { StoredTaskState } from '@octavo/state';
import type { Client } from '@temporalio/client';
import { type RunStore, StoredRunReader } from './stored-run-reader';

const execution = { workflowId: 'w', runId: 'r', firstRunId: 'r', taskQueue: 'q', startMs: 0, endMs: Infinity };
const paths = Array.from({ length: 2_500 }, (_, index) => `each[${index}]`);

/** A store that returns pages, like a real one. */
function storeOf(cursors: (string | undefined)[]): RunStore {
  return {
    readRun: async () => undefined,
    readTasks: async (_run, { limit = 100, cursor } = {}) => {
      cursors.push(cursor);
      const from = Number(cursor ?? 0);
      const items = paths.slice(from, from + limit).map((path) => ({ path, status: 'SUCCESS' }) as StoredTaskState);
      return from + limit < paths.length ? { items, nextCursor: `${from + limit}` } : { items };
    },
  };
}

it('reads all pages of the tasks, in three calls for 2,500', async () => {
  const cursors: (string | undefined)[] = [];
  const tasks = await new StoredRunReader({} as Client, storeOf(cursors)).tasks(execution);
  expect(Object.keys(tasks ?? {})).toEqual(paths);
  expect(cursors).toEqual([undefined, '1000', '2000']);
});

it('returns the same fields of a task as a worker, with title, description and labels', async () => {
  const shown = { title: 'A', description: 'B', labels: { c: 'd' } };
  const known = {
    type: 'wait',
    status: 'SUCCESS',
    output: 1,
    error: null,
    attempt: 1,
    visit: 2,
    handled: false,
  } as const;
  const times = { startedAt: '2026-01-01T00:00:00.000Z', endedAt: '2026-01-01T00:00:01.000Z' };
  const state = { path: 'a', version: 3, ...known, ...times, ...shown } as unknown as StoredTaskState;
  const store: RunStore = { readRun: async () => undefined, readTasks: async () => ({ items: [state] }) };
  const tasks = await new StoredRunReader({} as Client, store).tasks(execution);
  expect(tasks).toEqual({ a: { ...known, ...times, ...shown } });
});
