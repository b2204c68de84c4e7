import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadConfig } from '@octavo/config';
import { RedisTaskStateStore } from '@octavo/state';
import { invoke, jsonOf } from '../cli/support/invoke';
import { hasTlsAndNames, tlsArguments } from '../setup/redis-features';
import { TestCertificates } from '../setup/test-certificates';
import { TestRedis } from '../setup/test-redis';
import { TestRedisCluster } from '../setup/test-redis-cluster';
import { TestSentinels } from '../setup/test-sentinels';
import { snippetsOf } from './snippets';

const [cluster = '', sentinel = ''] = snippetsOf('services/config/README.md')
  .map(({ text }) => text)
  .filter((text) => /^store:\n {2}(redis|sentinel):/.test(text));
const folder = mkdtempSync(join(tmpdir(), 'octavo-redis-docs-'));
const certificates = new TestCertificates();
afterAll(() => {
  certificates.remove();
  rmSync(folder, { recursive: true, force: true });
});

const env = { OCTAVO_SECRET_REDIS_PASSWORD: 'word-for-redis', OCTAVO_SECRET_SENTINEL_PASSWORD: 'word-for-sentinel' };
const run = { workflowId: 'documented', firstRunId: 'r' };

/** Uses a configuration for a rollout, by its command, and for states, as a worker does; gives what is there then. */
async function use(yaml: string): Promise<{ readonly rollout: unknown; readonly runs: readonly unknown[] }> {
  writeFileSync(join(folder, 'octavo.config.yaml'), `${yaml}migration: {}\n`);
  await invoke(['rollout', 'set', 'wait', 'shadow'], { cwd: folder, env });
  const rollout = jsonOf(await invoke(['rollout', 'status', '--json'], { cwd: folder, env }));
  const loaded = await loadConfig({ cwd: folder, env });
  if (!('config' in loaded) || loaded.config.store.kind === 'memory') throw new Error(JSON.stringify(loaded));
  const store = new RedisTaskStateStore({ ...loaded.config.store, connectWaitMs: 10_000 });
  await store.write({ ...run, states: [], run: { definition: 'd', version: '1', startedAt: '2026-01-01T00:00:00Z' } });
  const { items } = await store.listRuns();
  await store.close();
  return { rollout, runs: items };
}

const expected = {
  rollout: { types: expect.arrayContaining([expect.objectContaining({ type: 'wait', stage: 'shadow' })]) as unknown },
  runs: [run],
};

(hasTlsAndNames() ? it : it.skip)('the documented cluster is used for states and for a rollout', async () => {
  const server = certificates.sign('server', ['DNS:localhost']);
  const client = certificates.sign('octavo');
  const files = { 'redis-ca.pem': certificates.ca.cert, 'octavo.pem': client.cert, 'octavo-key.pem': client.key };
  for (const [name, path] of Object.entries(files)) copyFileSync(path, join(folder, name));
  const names = ['--cluster-announce-hostname', 'localhost', '--cluster-preferred-endpoint-type', 'hostname'];
  const users = ['--user', 'octavo', 'on', '>word-for-redis', '~*', '&*', '+@all'];
  const started = await TestRedisCluster.start({
    args: (port) => [
      ...tlsArguments(port, { ca: certificates.ca.cert, cert: server.cert, key: server.key }),
      ...[...names, ...users],
    ],
    access: { host: 'localhost', tls: certificates.tlsOf(client) },
  });
  const [port = 0] = started.nodes.map((node) => node.port);
  try {
    // The first of its nodes is not there.
    const yaml = cluster.replace('redis-1:6379', 'redis-1.invalid:6379').replace('redis-2:6379', `localhost:${port}`);
    expect(await use(yaml)).toMatchObject(expected);
  } finally {
    await started.stop();
  }
});

it('the documented master behind sentinels is used for states and for a rollout', async () => {
  const master = await TestRedis.start(['--requirepass', 'word-for-redis']);
  const sentinels = await TestSentinels.start({
    ...{ masterPort: master.port, count: 1 },
    lines: () => ['sentinel auth-pass main word-for-redis', 'requirepass word-for-sentinel'],
  });
  try {
    const [address = ''] = sentinels.addresses;
    const yaml = sentinel.replace('sentinel-3:26379', address).replace(/sentinel-(\d):/g, '127.0.0.$1:');
    expect(await use(yaml)).toMatchObject(expected);
  } finally {
    await sentinels.stop();
    await master.stop();
  }
});
