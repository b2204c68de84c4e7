import { hasWorker, type TaskQueueOfServer } from './live-run-reader';

/** A server with pollers whose last polls were `ages` seconds ago; undefined if the server does not report it. */
function queueWith(...ages: readonly (number | undefined)[]) {
  const describeTaskQueue = jest.fn(async () => ({
    pollers: ages.map((age) => (age === undefined ? {} : { lastAccessTime: { seconds: Date.now() / 1_000 - age } })),
  }));
  const connection = { workflowService: { describeTaskQueue } } as unknown as TaskQueueOfServer['connection'];
  return { describeTaskQueue, queue: { connection, namespace: 'n', taskQueue: 'q' } };
}

it.each([
  [true, 'polls', [1]],
  [true, 'is in a poll of a minute, and another one has stopped', [3_600, 60]],
  [false, 'polled 80 seconds ago', [80]],
  [false, 'polled at an unknown time', [undefined]],
  [false, 'is not listed', []],
])('is %s when a worker %s', async (expected, _what, ages) => {
  const { describeTaskQueue, queue } = queueWith(...ages);
  expect(await hasWorker(queue)).toBe(expected);
  expect(describeTaskQueue).toHaveBeenCalledWith({ namespace: 'n', taskQueue: { name: 'q' } });
});
