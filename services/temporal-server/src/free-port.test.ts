import { createServer } from 'node:net';
import { findFreePort, isPortFree } from './probe-temporal';

it('returns a port that can be bound', async () => {
  const port = await findFreePort();
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  expect(server.listening).toBe(true);
  await new Promise((resolve) => server.close(resolve));
});

it('returns another port each time, even if the last one was not bound', async () => {
  const ports: number[] = [];
  for (let calls = 0; calls < 1_000; calls += 1) ports.push(await findFreePort());
  expect(new Set(ports).size).toBe(ports.length);
});

it('distinguishes free ports from ports in use', async () => {
  const port = await findFreePort();
  expect(await isPortFree(port)).toBe(true);
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  expect(await isPortFree(port)).toBe(false);
  await new Promise((resolve) => server.close(resolve));
});
