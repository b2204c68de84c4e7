import { hasWorker, type TaskQueueOfServer } from './live-run-reader';

/** A server that lists pollers of which the last poll was so many seconds ago; undefined where it does not say. */
function queueWith(...ages: readonly (number | undefined)[]) {
  const describeTaskQueue = jest.fn(async () => ({
    pollers: ages.map((age) => (age === undefined ? {} : { lastAccessTime: { seconds: Date.now() / 1_000 - age } })),
  }));
  const connection = { workflowService: { describeTaskQueue } } as unknown as TaskQueueOfServer['connection'];
  return { describeTaskQueue, queue: { connection, namespace: 'n', taskQueue: 'q' } };
}

it.each([
  [true, 'polls', [1]],
  [true, 'is in a poll of a minute, and others are gone', [3_600, 60]],
  [false, 'polled 80 seconds ago', [80]],
  [false, 'polled at an unknown time', [undefined]],
  [false, 'is listed', []],
])('is %s where a worker %s', async (expected, _what, ages) => {
  const { describeTaskQueue, queue } = queueWith(...ages);
  expect(await hasWorker(queue)).toBe(expected);
  expect(describeTaskQueue).toHaveBeenCalledWith({ namespace: 'n', taskQueue: { name: 'q' } });
});
