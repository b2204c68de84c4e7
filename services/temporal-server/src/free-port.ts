import { createServer } from 'node:net';

/** The system may name a port again as soon as the probe is closed: two servers would get the same one. */
const given = new Set<number>();

/**
 * A TCP port of 127.0.0.1 that was free a moment ago, another one at each call of this process. Whoever binds it must be
 * ready to try another one.
 */
export async function findFreePort(): Promise<number> {
  const port = await probe();
  if (given.has(port)) return findFreePort();
  given.add(port);
  return port;
}

/** True where nobody listens at a port of 127.0.0.1. */
export async function isPortFree(port: number): Promise<boolean> {
  return probe(port).then(
    () => true,
    (error: NodeJS.ErrnoException) => error.code !== 'EADDRINUSE',
  );
}

async function probe(port = 0): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('The system named no free port.');
  return address.port;
}
