import { ServiceError, type Client } from '@temporalio/client';
import type { StoredRunReader } from './stored-run-reader';
import { TaskReader } from './task-reader';

const execution = { workflowId: 'w', runId: 'r', firstRunId: 'r', taskQueue: 'q', startMs: 0, endMs: Infinity };
const unanswered = new ServiceError('failed', {
  cause: Object.assign(new Error('failed'), { code: 4, details: 'context deadline exceeded' }),
});

type Answer = 'nobody' | 'a worker';

interface World {
  /** The answers to one query after the other; the last one is repeated. */
  readonly answers: readonly Answer[];
  readonly isPolled?: boolean | Error;
  readonly isStored?: boolean;
}

/** The reading, and the calls that it made, with their timeouts in seconds. */
async function read(what: 'status' | 'tasks', { answers, isPolled = true, isStored = false }: World) {
  const calls: string[] = [];
  let questions = 0;
  const query = async (): Promise<object> => {
    const answer = answers[Math.min(questions, answers.length - 1)];
    questions += 1;
    if (answer === 'nobody') throw unanswered;
    return what === 'status' ? { status: 'WAITING' } : { tasks: { a: { status: 'WAITING' } } };
  };
  const withDeadline = <T>(deadline: number, call: () => Promise<T>): Promise<T> => {
    calls.push(`query ${Math.round((deadline - Date.now()) / 1_000)} s`);
    return call();
  };
  const describeTaskQueue = async (): Promise<object> => {
    calls.push('pollers');
    if (isPolled instanceof Error) throw isPolled;
    return { pollers: isPolled ? [{ lastAccessTime: { seconds: Date.now() / 1_000 } }] : [] };
  };
  const connection = { withDeadline, workflowService: { describeTaskQueue } };
  const client = { connection, options: { namespace: 'n' }, workflow: { getHandle: () => ({ query }) } };
  const stored = {
    run: async () => (isStored ? { definition: 'd', status: 'FAILED', error: 'BROKEN' } : undefined),
    tasks: async () => (isStored ? { a: { status: 'SUCCESS' }, b: { status: 'SUCCESS' } } : undefined),
  };
  const reader = new TaskReader(client as unknown as Client, stored as unknown as StoredRunReader);
  return { reading: await reader[what](execution), calls };
}

describe.each(['status', 'tasks'] as const)('%s of a run', (what) => {
  it.each<[string, World, 'worker' | 'store' | undefined, readonly string[]]>([
    ['from a worker that answers', { answers: ['a worker'], isStored: true }, 'worker', ['query 1 s']],
    ['from the store when no worker answers', { answers: ['nobody'], isStored: true }, 'store', ['query 1 s']],
    [
      'from a slow worker when the store has nothing',
      { answers: ['nobody', 'a worker'] },
      'worker',
      ['query 1 s', 'pollers', 'query 5 s'],
    ],
    [
      'without a second query when no worker polls',
      { answers: ['nobody'], isPolled: false },
      undefined,
      ['query 1 s', 'pollers'],
    ],
    [
      'from a worker when the pollers cannot be read',
      { answers: ['nobody', 'a worker'], isPolled: new Error('not permitted') },
      'worker',
      ['query 1 s', 'pollers', 'query 5 s'],
    ],
  ])('is read %s', async (_what, world, source, calls) => {
    const found = await read(what, world);
    expect(found.calls).toEqual(calls);
    expect(found.reading?.source).toBe(source);
  });
});

it('counts the tasks in a status from the store, without an error code', async () => {
  const { reading } = await read('status', { answers: ['nobody'], isStored: true });
  expect(reading).toEqual({
    ...{ definition: 'd', status: 'FAILED', tasks: { SUCCESS: 2 } },
    ...{ source: 'store', mayBeBehind: false },
  });
});
