import { Connection } from '@temporalio/client';
import Redis from 'ioredis';

it('runs a real Temporal server for the tests', async () => {
  const connection = await Connection.connect({ address: process.env['OCTAVO_TEST_TEMPORAL_ADDRESS'] ?? '' });
  const info = await connection.workflowService.getSystemInfo({});
  await connection.close();
  expect(info.serverVersion).toMatch(/^1\./);
});

it('runs a real Redis for the tests', async () => {
  const redis = new Redis(process.env['OCTAVO_TEST_REDIS_URL'] ?? '');
  const answer = await redis.ping();
  redis.disconnect();
  expect(answer).toBe('PONG');
});
