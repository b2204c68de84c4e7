import { testServerAddress } from '../../integration/support/test-worker';
import { lengths } from '../../setup/lengths';
import { WorkerProcess } from './worker-process';

// The workers of the benchmark compile TypeScript with a loader of their own, which no other test uses.
const names = ['octavo', 'hand', 'unwatched-hand', 'plugin', 'legacy'].slice(0, lengths.variants);
it.each(names)('starts and stops the worker %s', async (name) => {
  const address = testServerAddress();
  const redisUrl = process.env['OCTAVO_TEST_REDIS_URL'] ?? '';
  const settings = { address, taskQueue: `bench-${name}`, redisUrl, store: 'memory', hasStore: false } as const;
  const worker = await WorkerProcess.start({ ...settings, program: require.resolve(`./${name}-worker`) });
  expect(await worker.usage()).toMatchObject({ storeCalls: expect.any(Number) });
  await worker.stop();
});
