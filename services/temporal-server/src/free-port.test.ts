import { createServer } from 'node:net';
import { findFreePort, isPortFree } from './probe-temporal';

it('gives a port that can be bound', async () => {
  const port = await findFreePort();
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  expect(server.listening).toBe(true);
  await new Promise((resolve) => server.close(resolve));
});

it('gives another one each time, although nobody has bound the last', async () => {
  const ports: number[] = [];
  for (let calls = 0; calls < 1_000; calls += 1) ports.push(await findFreePort());
  expect(new Set(ports).size).toBe(ports.length);
});

it('tells a port that somebody listens at from one that is free', async () => {
  const port = await findFreePort();
  expect(await isPortFree(port)).toBe(true);
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  expect(await isPortFree(port)).toBe(false);
  await new Promise((resolve) => server.close(resolve));
});
