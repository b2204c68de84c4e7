import { createServer } from 'node:net';
import { runCommand } from './run-command';
import { OLDEST_SERVER } from './temporal-release';
import { messageOf } from './temporal-unavailable-error';

const PROBE_TIMEOUT_MS = 20_000;

/** Whether an executable is a Temporal CLI whose dev server is new enough; if not, `reason` says why. */
export type TemporalProbe = { readonly isUsable: true } | { readonly isUsable: false; readonly reason: string };

/** Runs an executable with `--version`. Never throws: an executable that cannot be run is not usable. */
export async function probeTemporal(path: string): Promise<TemporalProbe> {
  try {
    let text = '';
    const onLine = (line: string): string => (text += line);
    await runCommand({ command: path, args: ['--version'], env: process.env, timeoutMs: PROBE_TIMEOUT_MS, onLine });
    return judgeVersion(path, text);
  } catch (error) {
    return { isUsable: false, reason: `${path} cannot be run (${messageOf(error)})` };
  }
}

function judgeVersion(path: string, text: string): TemporalProbe {
  const found = /\(Server (\d+)\.(\d+)\.\d+/.exec(text);
  if (found === null) return { isUsable: false, reason: `${path} does not answer --version as Temporal's CLI does` };
  const [major, minor] = [Number(found[1]), Number(found[2])];
  const [oldestMajor, oldestMinor] = OLDEST_SERVER;
  const isOld = major < oldestMajor || (major === oldestMajor && minor < oldestMinor);
  if (!isOld) return { isUsable: true };
  return { isUsable: false, reason: `${path} has server ${major}.${minor}, older than ${OLDEST_SERVER.join('.')}` };
}

/** The system may return a port again as soon as the probe is closed, so two servers could get the same one. */
const given = new Set<number>();

/**
 * Returns a TCP port of 127.0.0.1 that was free a moment ago, and a different one at each call in this process. It may be in
 * use when it is bound, so callers must be prepared to try another one.
 */
export async function findFreePort(): Promise<number> {
  const port = await probe();
  if (given.has(port)) return findFreePort();
  given.add(port);
  return port;
}

/** True if no process listens at a port of 127.0.0.1. */
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
  if (address === null || typeof address === 'string') throw new Error('The system returned no free port.');
  return address.port;
}
