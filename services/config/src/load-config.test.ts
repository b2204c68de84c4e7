import { join } from 'node:path';
import { formatConfigProblem } from './config-problem';
import type { Environment } from './environment';
import { loadConfig } from './load-config';
import type { OctavoConfig } from './octavo-config';
import { folderWith } from './temporary-folder.fixture';

const noTemporalFile: Environment = { TEMPORAL_CONFIG_FILE: '/nonexistent/temporal.toml' };

async function load(yaml: string | undefined, env: Environment = {}): Promise<OctavoConfig> {
  const cwd = folderWith(yaml === undefined ? {} : { 'octavo.config.yaml': yaml });
  const result = await loadConfig({ cwd, env: { ...noTemporalFile, ...env } });
  if ('problems' in result) throw new Error(result.problems.map(formatConfigProblem).join('\n'));
  return result.config;
}

async function problemsOf(yaml: string, env: Environment = {}): Promise<readonly string[]> {
  const cwd = folderWith({ 'octavo.config.yaml': yaml });
  const result = await loadConfig({ cwd, env: { ...noTemporalFile, ...env } });
  return 'problems' in result ? result.problems.map((one) => formatConfigProblem(one).replace(`${cwd}/`, '')) : [];
}

describe('loadConfig', () => {
  it('has a default for everything', async () => {
    expect(await load(undefined)).toEqual({
      folder: expect.any(String),
      namespace: 'default',
      taskQueue: 'octavo',
      store: { kind: 'memory' },
      actions: [],
      egress: { allow: [], deny: [] },
      shell: false,
      secrets: { env: 'OCTAVO_SECRET_' },
      credentials: [],
      unset: new Set(['namespace', 'taskQueue']),
      limits: expect.objectContaining({ concurrentActions: 100, shutdownGraceMs: 10_000 }),
      log: { level: 'info' },
    });
  });

  it('returns every secret of the configuration', async () => {
    const yaml = [
      'server: { address: "t:1", apiKey: the-key, metadata: { x: the-header } }',
      'store: { redis: "redis://u:p%40ss@redis:6379?token=the-token" }',
    ].join('\n');
    const { credentials } = await load(yaml);
    expect([...credentials].sort()).toEqual(['p%40ss', 'p@ss', 'the-header', 'the-key', 'the-token']);
  });

  it('works when the home is not a folder', async () => {
    const cwd = folderWith({ file: '' });
    expect(await loadConfig({ cwd, env: { HOME: join(cwd, 'file/home') } })).toHaveProperty('config');
  });

  it('treats an empty file as an empty configuration', async () => {
    expect(await load('# nothing yet\n')).toMatchObject({ taskQueue: 'octavo' });
  });

  it('reads every field, with paths relative to the file', async () => {
    const cwd = folderWith({
      'conf/octavo.config.yaml': [
        'server: { address: "temporal:7233", namespace: orders }',
        'taskQueue: orders',
        'store: { redis: "rediss://u:p@redis:6380/0", cluster: true, ttl: 1d }',
        'actions: [billing.js, /abs/mail.js]',
        'definitions: flows',
        'egress: { allow: [10.0.0.0/8, "*.corp.example"], deny: [evil.example] }',
        'shell: { allow: [git] }',
        'secrets: { env: [TOKEN], files: secrets }',
        'limits: { concurrentActions: 7, shutdownGrace: 1m }',
        'log: { level: debug, format: json }',
      ].join('\n'),
    });
    const result = await loadConfig({ cwd, env: noTemporalFile, file: 'conf/octavo.config.yaml' });
    const folder = join(cwd, 'conf');
    expect(result).toEqual({
      sourceOf: expect.any(Function),
      config: {
        folder,
        server: { address: 'temporal:7233', connectionOptions: { address: 'temporal:7233' } },
        namespace: 'orders',
        taskQueue: 'orders',
        store: {
          kind: 'redis',
          url: 'rediss://u:p@redis:6380/0',
          cluster: true,
          keyPrefix: 'octavo',
          ttlMs: 86_400_000,
        },
        actions: [join(folder, 'billing.js'), '/abs/mail.js'],
        definitions: join(folder, 'flows'),
        egress: { allow: ['10.0.0.0/8', '*.corp.example'], deny: ['evil.example'] },
        shell: ['git'],
        secrets: { env: ['TOKEN'], files: join(folder, 'secrets') },
        credentials: ['p'],
        unset: new Set(),
        limits: expect.objectContaining({ concurrentActions: 7, shutdownGraceMs: 60_000 }),
        log: { level: 'debug', format: 'json' },
      },
    });
  });

  it('prefers the environment to the file', async () => {
    const env = {
      TEMPORAL_ADDRESS: 'env:7233',
      REDIS_URL: 'redis://env:6379',
      OCTAVO_TASK_QUEUE: 'env',
      OCTAVO_ACTIONS: '/a.js, /b.js',
    };
    const config = await load(
      'server: { address: "file:7233", namespace: file }\nstore: memory\ntaskQueue: file\n',
      env,
    );
    expect(config.server?.address).toBe('env:7233');
    expect(config).toMatchObject({
      namespace: 'file',
      taskQueue: 'env',
      actions: ['/a.js', '/b.js'],
      store: { url: 'redis://env:6379' },
    });
  });

  it('merges the log with the environment field by field', async () => {
    const config = await load('log: { level: debug, format: json }\n', { OCTAVO_LOG_LEVEL: 'warn' });
    expect(config.log).toEqual({ level: 'warn', format: 'json' });
    expect((await load(undefined, { OCTAVO_LOG_FORMAT: 'pretty' })).log).toEqual({ level: 'info', format: 'pretty' });
    expect(await problemsOf('', { OCTAVO_LOG_LEVEL: 'error' })).toEqual([
      'environment OCTAVO_LOG_LEVEL: expected trace, debug, info or warn',
    ]);
  });

  it('prefers OCTAVO_STORE to REDIS_URL, and ignores an empty variable', async () => {
    const config = await load(undefined, {
      REDIS_URL: 'redis://env:6379',
      OCTAVO_STORE: 'memory',
      OCTAVO_TASK_QUEUE: '',
    });
    expect(config).toMatchObject({ store: { kind: 'memory' }, taskQueue: 'octavo' });
  });

  it('has no migration by default; a migration uses the Redis of the states by default', async () => {
    expect(await load(undefined)).not.toHaveProperty('migration');
    const redis = { kind: 'redis', url: 'redis://r', cluster: true, keyPrefix: 'shop' };
    const config = await load('migration: {}\nstore: { redis: "redis://r", cluster: true, keyPrefix: shop }');
    expect(config.migration).toEqual({ store: redis, flags: { kind: 'store' } });
  });

  it('keeps the rollout in a folder when states are in memory', async () => {
    const cwd = folderWith({ 'conf/octavo.config.yaml': 'migration: { flags: { module: flags.js } }' });
    const result = await loadConfig({ cwd, env: noTemporalFile, file: 'conf/octavo.config.yaml' });
    expect(result).toMatchObject({
      config: {
        migration: {
          store: { kind: 'folder', folder: join(cwd, 'conf/.octavo/rollout') },
          flags: { kind: 'module', path: join(cwd, 'conf/flags.js') },
        },
      },
    });
  });

  it.each([
    ['redis://r:6379', { kind: 'redis', url: 'redis://r:6379', cluster: false, keyPrefix: 'octavo' }],
    ['/var/rollout', { kind: 'folder', folder: '/var/rollout' }],
  ])('with OCTAVO_MIGRATION_STORE=%s, uses that store and turns the migration on', async (text, store) => {
    const env = { OCTAVO_MIGRATION_STORE: text, OCTAVO_MIGRATION_FLAGS: '/etc/rules.json' };
    const flags = { kind: 'file', path: '/etc/rules.json' };
    expect((await load(undefined, env)).migration).toEqual({ store, flags });
    const { migration } = await load('migration: { store: { redis: "redis://file" }, flags: { module: /a.js } }', {
      OCTAVO_MIGRATION_STORE: text,
    });
    expect(migration).toEqual({ store, flags: { kind: 'module', path: '/a.js' } });
  });

  it("reads Temporal's own file of profiles", async () => {
    const folder = folderWith({
      'temporal.toml': '[profile.prod]\naddress = "prod:7233"\nnamespace = "prod"\napi_key = "k"\n',
    });
    const config = await load('server: { profile: prod }', { TEMPORAL_CONFIG_FILE: join(folder, 'temporal.toml') });
    expect(config.namespace).toBe('prod');
    expect(config.server).toEqual({
      address: 'prod:7233',
      connectionOptions: { address: 'prod:7233', apiKey: 'k', tls: true },
    });
  });

  it('reports all mistakes at once, each with its location and the nearest name', async () => {
    const yaml = [
      'taskQeue: orders',
      'store: { redis: "http://redis", clustr: true }',
      'egress:',
      '  alow: []',
      '  deny: ["not a host!"]',
      'limits: { concurrentActions: 0 }',
      'shell: { allow: maybe }',
      'migration: { store: { redis: "redis://r", folder: here }, flag: { file: rules.json } }',
    ].join('\n');
    expect(await problemsOf(yaml)).toEqual([
      'octavo.config.yaml:2:10 store.redis: expected redis://HOST:PORT or rediss://HOST:PORT',
      'octavo.config.yaml:2:33 store.clustr: unknown field; nearest is "cluster"',
      'octavo.config.yaml:5:10 egress.deny[0]: expected an address, a CIDR range, a host name or *.domain',
      'octavo.config.yaml:4:3 egress.alow: unknown field; nearest is "allow"',
      'octavo.config.yaml:7:10 shell.allow: expected true, false or a list of executables',
      'octavo.config.yaml:6:11 limits.concurrentActions: expected at least 1',
      'octavo.config.yaml:8:23 migration.store.redis: cannot be combined with folder; remove one or the other',
      'octavo.config.yaml:8:59 migration.flag: unknown field; nearest is "flags"',
      'octavo.config.yaml:1:1 taskQeue: unknown field; nearest is "taskQueue"',
    ]);
  });

  it('names the variable with a mistake', async () => {
    expect(await problemsOf('taskQueue: a', { REDIS_URL: 'localhost:6379' })).toEqual([
      'environment REDIS_URL: expected redis://HOST:PORT or rediss://HOST:PORT',
    ]);
    expect(await problemsOf('migration: { flags: 5 }', { OCTAVO_MIGRATION_STORE: 'http://r' })).toEqual([
      'octavo.config.yaml:1:14 migration.flags: expected { file: PATH } with rules, or { module: PATH } of a provider',
      'environment OCTAVO_MIGRATION_STORE: expected redis://HOST:PORT or rediss://HOST:PORT',
    ]);
    expect(await problemsOf('migration: 5', { OCTAVO_MIGRATION_STORE: 'redis://r' })).toEqual([
      'octavo.config.yaml:1:1 migration: expected { store, flags }; {} uses the defaults',
    ]);
  });

  it('reports the location in a file that is not YAML or not a map', async () => {
    expect(await problemsOf('a: 1\na: 2\n')).toEqual(['octavo.config.yaml:2:1 a: the key "a" is there twice']);
    expect(await problemsOf('a: [1\n')).toEqual([expect.stringMatching(/^octavo.config.yaml:2:1: /)]);
    expect(await problemsOf('- 1\n')).toEqual([expect.stringMatching(/expected object/)]);
  });

  it.each([
    ['server: &s { metadata: *s }', ['octavo.config.yaml:1:14 server.metadata: the alias "s" contains itself']],
    ['actions: &a\n  - - *a\n', ['octavo.config.yaml:2:7 actions[0][0]: the alias "a" contains itself']],
    ['server: &s { address: "a:1", <<: *s }', ['octavo.config.yaml:1:30 server.<<: the key "<<" is refused']],
  ])('rejects a cyclic value: %j', async (yaml, problems) => {
    expect(await problemsOf(yaml)).toEqual(problems);
  });

  it('resolves aliases', async () => {
    const config = await load('egress: { allow: &hosts [a.example], deny: *hosts }');
    expect(config.egress).toEqual({ allow: ['a.example'], deny: ['a.example'] });
  });

  it('reports missing certificates', async () => {
    const [problem] = await problemsOf('server: { address: "a:1", tls: { serverCa: missing.pem } }');
    expect(problem).toMatch(/^octavo\.config\.yaml:1:34 server\.tls\.serverCa: there is no such file: .*missing\.pem$/);
  });
});

it.each([
  ['taskQueue: MAP', 'taskQueue'],
  ['server: { namespace: MAP }', 'server.namespace'],
  ['store: MAP', 'store.length'],
  ['store: { redis: MAP }', 'store.redis'],
  ['actions: MAP', 'actions'],
  ['actions: [MAP]', 'actions[0]'],
  ['definitions: MAP', 'definitions'],
])('rejects %s when the map has a `length` that cannot be converted to a number', async (yaml, path) => {
  const problems = await problemsOf(yaml.replace('MAP', '{ length: { toString: x, valueOf: y } }'));
  expect(problems).toContainEqual(expect.stringContaining(` ${path}: `));
});
