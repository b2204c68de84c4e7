import { join } from 'node:path';
import { formatConfigSource } from './config-problem';
import { describeConfig } from './load-config';
import { folderWith } from './temporary-folder.fixture';

const noTemporalFile = { TEMPORAL_CONFIG_FILE: '/nonexistent/temporal.toml' };
const key = '-----BEGIN PRIVATE KEY-----\nMIIsecret\n-----END PRIVATE KEY-----\n';

type Options = Parameters<typeof describeConfig>[0];

async function describeAt(cwd: string, options: Partial<Options> = {}): Promise<Readonly<Record<string, unknown>>> {
  const described = await describeConfig({ cwd, ...options, env: { ...noTemporalFile, ...options.env } });
  if ('problems' in described) throw new Error(JSON.stringify(described.problems));
  return Object.fromEntries(
    described.fields.map(({ path, value, source }) => [path, [value, formatConfigSource(source).replace(cwd, '.')]]),
  );
}

const redisFields = [
  ...['redis', 'cluster', 'dnsLookup', 'sentinel', 'db'],
  ...['username', 'password', 'tls', 'keyPrefix'],
];

it('lists every field, also those that no source sets', async () => {
  expect(await describeAt(folderWith({}))).toEqual({
    ...Object.fromEntries(
      [
        'server.address',
        'server.apiKey',
        ...['enabled', 'serverName', 'serverCa', 'clientCert', 'clientKey'].map((name) => `server.tls.${name}`),
        'server.metadata',
        'server.profile',
        ...[...redisFields, 'ttl'].map((name) => `store.${name}`),
        'definitions',
        'secrets.files',
        'log.format',
        'metrics.prometheus',
        'metrics.otel',
        'health',
        ...['folder', ...redisFields].map((name) => `migration.store.${name}`),
        'migration.flags.file',
        'migration.flags.module',
      ].map((path) => [path, [undefined, 'default']]),
    ),
    'server.namespace': ['default', 'default'],
    taskQueue: ['octavo', 'default'],
    store: ['memory', 'default'],
    actions: [[], 'default'],
    'egress.allow': [[], 'default'],
    'egress.deny': [[], 'default'],
    'shell.allow': [false, 'default'],
    'secrets.env': ['OCTAVO_SECRET_', 'default'],
    'limits.concurrentActions': [100, 'default'],
    'limits.concurrentWorkflowTasks': [40, 'default'],
    'limits.cachedRuns': [600, 'default'],
    'limits.shutdownGrace': ['10s', 'default'],
    'log.level': ['info', 'default'],
  });
});

it('names the source of each field', async () => {
  const cwd = folderWith({
    'octavo.config.yaml': [
      'server:',
      '  namespace: file',
      '  tls: { serverName: file }',
      'store: redis://file',
      'actions:',
      '  - a.js',
      'migration: {}',
    ].join('\n'),
    'temporal.toml': '[profile.prod]\naddress = "toml:7233"\n[profile.prod.grpc_meta]\nteam = "a"\nregion = "b"\n',
  });
  const env = {
    TEMPORAL_CONFIG_FILE: join(cwd, 'temporal.toml'),
    TEMPORAL_PROFILE: 'prod',
    TEMPORAL_NAMESPACE: 'env',
    TEMPORAL_GRPC_META_TEAM: 'c',
    OCTAVO_TASK_QUEUE: 'env',
  };
  expect(await describeAt(cwd, { env, commandLine: { namespace: 'option' } })).toMatchObject({
    'server.address': ['toml:7233', './temporal.toml, profile prod'],
    'server.namespace': ['option', '--namespace'],
    'server.profile': ['prod', 'TEMPORAL_PROFILE'],
    'server.tls.enabled': [true, './octavo.config.yaml:3:3'],
    'server.tls.serverName': ['file', './octavo.config.yaml:3:10'],
    'server.metadata.team': ['***', 'TEMPORAL_GRPC_META_TEAM'],
    'server.metadata.region': ['***', './temporal.toml, profile prod'],
    taskQueue: ['env', 'OCTAVO_TASK_QUEUE'],
    'store.redis': ['redis://file', './octavo.config.yaml:4:1'],
    'store.ttl': ['7d', 'default'],
    actions: [[join(cwd, 'a.js')], './octavo.config.yaml:5:1'],
    migration: [{}, './octavo.config.yaml:7:1'],
  });
});

it('masks keys, texts of PEM files and passwords in URLs', async () => {
  const cwd = folderWith({
    'octavo.config.yaml': [
      `server: { apiKey: api-secret, metadata: { authorization: Bearer meta-secret } }`,
      'store: redis://ann:redis-secret@redis:6379/2',
      'metrics: { otel: "https://u:otel-secret@otel:4318/?token=query-secret" }',
      'migration: { store: "redis://r?password=migration-secret" }',
    ].join('\n'),
  });
  const described = await describeAt(cwd, { env: { TEMPORAL_TLS_CLIENT_KEY_DATA: key } });
  expect(JSON.stringify(described)).not.toMatch(/-secret|MIIsecret/);
  expect(described).toMatchObject({
    'server.apiKey': ['***', './octavo.config.yaml:1:11'],
    'server.tls.clientKey': ['***', 'TEMPORAL_TLS_CLIENT_KEY_DATA'],
    'store.redis': ['redis://ann:***@redis:6379/2', './octavo.config.yaml:2:1'],
    'metrics.otel': ['https://u:***@otel:4318/?token=***', './octavo.config.yaml:3:12'],
    'migration.store.redis': ['redis://r?password=***', './octavo.config.yaml:4:14'],
  });
});

it('reports the same mistakes as every other command', async () => {
  const cwd = folderWith({ 'octavo.config.yaml': 'taskQueu: a\nserver: { tls: { serverCa: missing.pem } }' });
  expect(await describeConfig({ cwd, env: noTemporalFile })).toMatchObject({
    problems: [{ path: 'taskQueu', line: 1, hint: 'nearest is "taskQueue"' }],
  });
  const unreadable = folderWith({ 'octavo.config.yaml': 'server: { tls: { serverCa: missing.pem } }' });
  expect(await describeConfig({ cwd: unreadable, env: noTemporalFile })).toMatchObject({
    problems: [{ path: 'server.tls.serverCa', line: 1, column: 18 }],
  });
});
