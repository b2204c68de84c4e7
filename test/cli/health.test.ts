import { join } from 'node:path';
import { findFreePort } from '@octavo/temporal-server';
import { until } from '../integration/support/test-worker';
import { serverEnvironment } from './support/cli-worker';
import { definitionOf, TestFolder } from './support/definitions';
import { invoke } from './support/invoke';
import { laptop } from './support/laptop';
import { startOctavo, untilStderr } from './support/octavo-process';

const folder = new TestFolder();
afterAll(() => folder.remove());

/** The status of a path, 0 if nobody listens. */
async function statusAt(port: number, path: string): Promise<number> {
  return await fetch(`http://127.0.0.1:${port}${path}`).then(
    ({ status }) => status,
    () => 0,
  );
}

it('worker --health is ready while it polls, and not after SIGTERM while actions end', async () => {
  const port = await findFreePort();
  // The option takes precedence over the variable.
  const { start, env, marks } = laptop('probed', folder, { ...serverEnvironment(), OCTAVO_HEALTH: '127.0.0.1:1' });
  const worker = start('worker', '--health', `127.0.0.1:${port}`);
  await untilStderr(worker, 'Working on');
  expect([await statusAt(port, '/healthz'), await statusAt(port, '/readyz')]).toEqual([200, 200]);
  const release = join(folder.path, 'release');
  const hold = definitionOf('hold', `{ id: hold, type: basic, action: laptop.hold, with: ${release} }`);
  expect(await invoke(['start', folder.write('hold.yaml', hold)], { env })).toMatchObject({ code: 0 });
  await until(() => marks().length > 0);
  worker.child.kill('SIGTERM');
  await untilStderr(worker, 'Stopping');
  expect([await statusAt(port, '/healthz'), await statusAt(port, '/readyz')]).toEqual([200, 503]);
  folder.write('release', '');
  expect(await worker.ended).toBe(0);
});

it('dev answers probes at the address of OCTAVO_HEALTH', async () => {
  const [health, port, uiPort] = [await findFreePort(), await findFreePort(), await findFreePort()];
  const { start } = laptop('dev', folder, { OCTAVO_HEALTH: `127.0.0.1:${health}` });
  const dev = start('dev', '--memory', '--port', `${port}`, '--ui-port', `${uiPort}`);
  await untilStderr(dev, 'Octavo is ready');
  expect(await statusAt(health, '/readyz')).toBe(200);
  dev.child.kill('SIGINT');
  expect(await dev.ended).toBe(0);
});

it.each([
  ['in use', () => findServerPort(), /CONFIG_INVALID: .*\n?.*health: nothing can listen at \S+: listen EADDRINUSE/],
  ['not host:port', () => 'everywhere', /CONFIG_INVALID: [^]*--health: expected host:port/],
])('worker ends with 2 if the address of --health is %s', async (_, address, message) => {
  const { ended, stderr } = startOctavo(['worker', '--health', address()], serverEnvironment());
  expect(await ended).toBe(2);
  expect(stderr()).toMatch(message);
});

function findServerPort(): string {
  return serverEnvironment()['TEMPORAL_ADDRESS'] ?? '';
}
