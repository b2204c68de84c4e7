import { chownSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { formatConfigProblem } from './config-problem';
import type { Environment } from './environment';
import { loadConfig } from './load-config';
import type { OctavoConfig } from './octavo-config';
import { createSecrets } from './secrets';
import { folderWith } from './temporary-folder.fixture';

const noTemporalFile: Environment = { TEMPORAL_CONFIG_FILE: '/nonexistent/temporal.toml' };

type Loading = Partial<Parameters<typeof loadConfig>[0]>;

async function load(yaml: string, env: Environment = {}, options: Loading = {}): Promise<OctavoConfig> {
  const cwd = options.cwd ?? folderWith({ 'octavo.config.yaml': yaml });
  const result = await loadConfig({ ...options, cwd, env: { ...noTemporalFile, ...env } });
  if ('problems' in result) throw new Error(result.problems.map(formatConfigProblem).join('\n'));
  return result.config;
}

async function problemsOf(yaml: string, env: Environment = {}, options: Loading = {}): Promise<readonly string[]> {
  const cwd = folderWith({ 'octavo.config.yaml': yaml });
  const result = await loadConfig({ ...options, cwd, env: { ...noTemporalFile, ...env } });
  return 'problems' in result
    ? result.problems.map((one) => formatConfigProblem(one).replaceAll(`${cwd}/`, ''))
    : ['no problems'];
}

const certificate = '-----BEGIN CERTIFICATE-----\nfile\n-----END CERTIFICATE-----\n';

describe('an empty variable counts as not set', () => {
  const everything = [
    'server:',
    '  address: file:7233',
    '  namespace: file',
    '  apiKey: file-key',
    '  profile: prod',
    '  tls: { serverName: file, serverCa: ca.pem, clientCert: cert.pem, clientKey: key.pem }',
    'taskQueue: file',
    'store: { redis: "rediss://file", cluster: true, username: file, password: file, tls: { serverName: file } }',
    'actions: [file.js]',
    'definitions: file',
    'log: { level: warn, format: json }',
    'metrics: { prometheus: "file:9464" }',
    'health: "file:8080"',
    'migration: { store: { redis: "redis://file" }, flags: { file: file.json } }',
  ].join('\n');
  const files = { 'ca.pem': certificate, 'cert.pem': certificate, 'key.pem': certificate };
  const variables = [
    ...['ADDRESS', 'NAMESPACE', 'API_KEY', 'PROFILE', 'TLS', 'TLS_SERVER_NAME'].map((name) => `TEMPORAL_${name}`),
    ...['SERVER_CA_CERT', 'CLIENT_CERT', 'CLIENT_KEY'].flatMap((name) => [
      `TEMPORAL_TLS_${name}_PATH`,
      `TEMPORAL_TLS_${name}_DATA`,
    ]),
    'TEMPORAL_GRPC_META_TEAM',
    ...['TASK_QUEUE', 'STORE', 'ACTIONS', 'DEFINITIONS', 'METRICS', 'HEALTH', 'LOG_LEVEL', 'LOG_FORMAT'].map(
      (name) => `OCTAVO_${name}`,
    ),
    ...['CLUSTER', 'DNS_LOOKUP', 'USERNAME', 'PASSWORD', 'SENTINELS', 'SENTINEL_MASTER'].map(
      (name) => `OCTAVO_REDIS_${name}`,
    ),
    ...['SENTINEL_USERNAME', 'SENTINEL_PASSWORD', 'TLS', 'TLS_SERVER_NAME'].map((name) => `OCTAVO_REDIS_${name}`),
    ...['SERVER_CA', 'CLIENT_CERT', 'CLIENT_KEY'].map((name) => `OCTAVO_REDIS_TLS_${name}`),
    ...['REDIS_URL', 'OCTAVO_CONFIG', 'OCTAVO_MIGRATION_STORE', 'OCTAVO_MIGRATION_FLAGS'],
  ];

  it.each(variables)('%s', async (variable) => {
    const cwd = folderWith({
      ...files,
      'octavo.config.yaml': everything,
      'temporal.toml': '[profile.prod]\nnamespace = "toml"\n[profile.prod.grpc_meta]\nteam = "toml"\n',
    });
    const TEMPORAL_CONFIG_FILE = join(cwd, 'temporal.toml');
    const config = await load('', { TEMPORAL_CONFIG_FILE, [variable]: '' }, { cwd });
    expect(config).toEqual(await load('', { TEMPORAL_CONFIG_FILE }, { cwd }));
    expect(config.server).toMatchObject({ address: 'file:7233', connectionOptions: { metadata: { team: 'toml' } } });
  });

  it('an undefined variable', async () => {
    const config = await load(everything.replace(/ {2}(profile|tls).*\n/g, ''), { TEMPORAL_ADDRESS: undefined });
    expect(config.server?.address).toBe('file:7233');
  });
});

describe('fields are merged one by one', () => {
  const redis = 'store: { redis: "redis://file", cluster: true, keyPrefix: shop, ttl: 1d }';
  const shop = { kind: 'redis', cluster: true, keyPrefix: 'shop', ttlMs: 86_400_000 };

  it('REDIS_URL and OCTAVO_STORE change the URL of the store and nothing else', async () => {
    expect((await load(redis, { REDIS_URL: 'redis://env' })).store).toEqual({ ...shop, url: 'redis://env' });
    expect((await load(redis, { OCTAVO_STORE: 'redis://env' })).store).toEqual({ ...shop, url: 'redis://env' });
  });

  it('REDIS_URL completes a store without a URL', async () => {
    const withoutUrl = redis.replace('redis: "redis://file", ', '');
    expect((await load(withoutUrl, { REDIS_URL: 'redis://env' })).store).toEqual({ ...shop, url: 'redis://env' });
    expect(await problemsOf(withoutUrl)).toEqual([
      'octavo.config.yaml:1:1 store.redis: expected a Redis URL, or a list of them',
    ]);
  });

  it('REDIS_URL overrides memory, OCTAVO_STORE=memory overrides Redis', async () => {
    const defaults = { kind: 'redis', url: 'redis://env', cluster: false, keyPrefix: 'octavo', ttlMs: 604_800_000 };
    expect((await load('store: memory', { REDIS_URL: 'redis://env' })).store).toEqual(defaults);
    expect((await load(redis, { OCTAVO_STORE: 'memory' })).store).toEqual({ kind: 'memory' });
    const both = { OCTAVO_STORE: 'memory', REDIS_URL: 'redis://env' };
    expect((await load(redis, both)).store).toEqual({ kind: 'memory' });
  });

  it('OCTAVO_MIGRATION_STORE changes the URL, or replaces Redis by a folder', async () => {
    const yaml = 'migration: { store: { redis: "redis://file", cluster: true, keyPrefix: shop } }';
    const store = { kind: 'redis', url: 'redis://env', cluster: true, keyPrefix: 'shop' };
    const flags = { kind: 'store' };
    expect((await load(yaml, { OCTAVO_MIGRATION_STORE: 'redis://env' })).migration).toEqual({ store, flags });
    const folder = { kind: 'folder', folder: '/rollout' };
    expect((await load(yaml, { OCTAVO_MIGRATION_STORE: '/rollout' })).migration).toEqual({ store: folder, flags });
    const inFolder = 'migration: { store: { folder: here } }';
    expect((await load(inFolder, { OCTAVO_MIGRATION_STORE: 'redis://env' })).migration).toEqual({
      store: { ...store, cluster: false, keyPrefix: 'octavo' },
      flags,
    });
  });

  it('OCTAVO_METRICS replaces the other kind', async () => {
    const { metrics } = await load('metrics: { prometheus: "file:9464" }', { OCTAVO_METRICS: 'http://env:4318' });
    expect(metrics).toEqual({ otel: 'http://env:4318' });
  });

  it('each TEMPORAL_TLS_… changes one field of server.tls', async () => {
    const cwd = folderWith({
      'octavo.config.yaml': 'server: { address: "a:1", tls: { serverName: file, serverCa: ca.pem } }',
      'ca.pem': certificate,
    });
    const tlsOf = async (env: Environment): Promise<unknown> =>
      (await load('', env, { cwd })).server?.connectionOptions.tls;
    const serverRootCACertificate = new Uint8Array(Buffer.from(certificate));
    expect(await tlsOf({ TEMPORAL_TLS_SERVER_NAME: 'env' })).toEqual({
      serverNameOverride: 'env',
      serverRootCACertificate,
    });
    expect(await tlsOf({ TEMPORAL_TLS: 'false' })).toBe(false);
    expect(await tlsOf({ TEMPORAL_TLS_SERVER_CA_CERT_DATA: certificate.replace('file', 'env') })).toEqual({
      serverNameOverride: 'file',
      serverRootCACertificate: new Uint8Array(Buffer.from(certificate.replace('file', 'env'))),
    });
  });

  it('a variable sets only its own field: TLS that is off stays off', async () => {
    const off = 'server: { address: "a:1", tls: false }';
    expect((await load(off, { TEMPORAL_TLS_SERVER_NAME: 'env' })).server?.connectionOptions.tls).toBe(false);
    expect((await load(off, { TEMPORAL_TLS: 'TRUE' })).server?.connectionOptions.tls).toEqual({});
  });
});

describe('secrets', () => {
  const valueOf = async (yaml: string): Promise<string | undefined> =>
    createSecrets((await load(yaml)).secrets, { OCTAVO_SECRET_TOKEN: 'abc' }).resolve('TOKEN');

  it('of the environment are kept when there are files too', async () => {
    expect(await valueOf('secrets: { files: secrets }')).toBe('abc');
    expect(await valueOf('secrets: {}')).toBe('abc');
  });

  it.each(['env: false', 'env: []'])('of the environment are turned off by %s', async (field) => {
    expect(await valueOf(`secrets: { ${field}, files: secrets }`)).toBeUndefined();
  });
});

describe('a relative path', () => {
  const env = {
    OCTAVO_ACTIONS: 'a.js, ../b.js',
    OCTAVO_DEFINITIONS: 'flows',
    OCTAVO_MIGRATION_STORE: 'rollout',
    OCTAVO_MIGRATION_FLAGS: 'flags.json',
  };

  it('of the environment and of --config starts in the working directory, one of the file in its folder', async () => {
    const yaml = 'secrets: { files: secrets }\nactions: [file.js]\nmigration: { flags: { module: flags.js } }\n';
    const cwd = folderWith({ 'conf/octavo.config.yaml': yaml });
    const file = 'conf/octavo.config.yaml';
    expect(await load('', env, { cwd, file })).toMatchObject({
      folder: join(cwd, 'conf'),
      actions: [join(cwd, 'a.js'), join(cwd, '../b.js')],
      definitions: join(cwd, 'flows'),
      secrets: { files: join(cwd, 'conf/secrets') },
      migration: {
        store: { kind: 'folder', folder: join(cwd, 'rollout') },
        flags: { kind: 'file', path: join(cwd, 'flags.json') },
      },
    });
    expect(await load('', { OCTAVO_CONFIG: file }, { cwd })).toMatchObject({
      folder: join(cwd, 'conf'),
      actions: [join(cwd, 'conf/file.js')],
      migration: { flags: { path: join(cwd, 'conf/flags.js') } },
    });
  });

  it('of TEMPORAL_TLS_… and TEMPORAL_CONFIG_FILE starts in the working directory', async () => {
    const cwd = folderWith({
      'conf/octavo.config.yaml': 'server: { tls: { serverName: file } }',
      'pem/ca.pem': certificate,
      'temporal.toml':
        '[profile.default]\naddress = "toml:7233"\n[profile.default.tls]\nclient_cert_path = "pem/ca.pem"\n',
    });
    const config = await load(
      '',
      { TEMPORAL_CONFIG_FILE: 'temporal.toml', TEMPORAL_TLS_SERVER_CA_CERT_PATH: 'pem/ca.pem' },
      { cwd, file: 'conf/octavo.config.yaml' },
    );
    expect(config.server).toEqual({
      address: 'toml:7233',
      connectionOptions: {
        address: 'toml:7233',
        tls: { serverNameOverride: 'file', serverRootCACertificate: new Uint8Array(Buffer.from(certificate)) },
      },
    });
  });
});

describe('the file', () => {
  const tree = {
    'octavo.config.yaml': 'taskQueue: top',
    'flows/octavo.config.yaml': 'taskQueue: flows',
    'flows/orders/order.yaml': '',
    'other/order.yaml': '',
  };
  const queueOf = async (options: Loading, env: Environment = {}): Promise<readonly string[]> => {
    const { taskQueue, folder } = await load('', env, options);
    return [taskQueue, folder];
  };

  it('is searched for in the working directory and above it', async () => {
    const cwd = folderWith(tree);
    mkdirSync(join(cwd, 'a/b'), { recursive: true });
    expect(await queueOf({ cwd: join(cwd, 'a/b') })).toEqual(['top', cwd]);
    expect(await queueOf({ cwd: join(cwd, 'flows/orders') })).toEqual(['flows', join(cwd, 'flows')]);
  });

  it('is searched for in the folder of a definition and above it', async () => {
    const cwd = folderWith(tree);
    expect(await queueOf({ cwd, definition: 'flows/orders/order.yaml' })).toEqual(['flows', join(cwd, 'flows')]);
    expect(await queueOf({ cwd: join(cwd, 'flows'), definition: '../other/order.yaml' })).toEqual(['top', cwd]);
    expect(await queueOf({ cwd, definition: join(cwd, 'missing/folder/order.yaml') })).toEqual(['top', cwd]);
  });

  it('that is named overrides those that are found, the option overrides OCTAVO_CONFIG', async () => {
    const cwd = folderWith({ ...tree, 'a.yaml': 'taskQueue: a', 'b.yaml': 'taskQueue: b' });
    const definition = 'flows/orders/order.yaml';
    expect(await queueOf({ cwd, definition }, { OCTAVO_CONFIG: 'a.yaml' })).toEqual(['a', cwd]);
    expect(await queueOf({ cwd, definition, file: 'b.yaml' }, { OCTAVO_CONFIG: 'a.yaml' })).toEqual(['b', cwd]);
  });

  const root = process.getuid?.() === 0 ? it : it.skip;

  root('of another user in a folder above is rejected, because it decides which code runs', async () => {
    const cwd = folderWith(tree);
    const file = join(cwd, 'octavo.config.yaml');
    mkdirSync(join(cwd, 'mine'));
    chownSync(file, 12_345, 12_345);
    const options = { env: {}, cwd: join(cwd, 'mine') };
    expect(await loadConfig(options)).toEqual({
      problems: [expect.objectContaining({ source: file, message: 'belongs to another user, so it is not used' })],
    });
    expect(await queueOf({ ...options, file })).toEqual(['top', cwd]);
    // For example, the root of a container works in a folder of the host's user.
    chownSync(options.cwd, 12_345, 12_345);
    expect(await queueOf(options)).toEqual(['top', cwd]);
  });

  it('may be missing; local state is then in the working directory', async () => {
    const cwd = folderWith({ 'flows/order.yaml': '' });
    expect(await queueOf({ cwd, definition: 'flows/order.yaml' })).toEqual(['octavo', cwd]);
  });
});

describe('a mistake', () => {
  it('of the command line names the option', async () => {
    const commandLine = { address: 'local host:99999', namespace: '' };
    expect(await problemsOf('', {}, { commandLine })).toEqual([
      'command line --address: expected host:port, with a port from 0 to 65535',
      'command line --namespace: expected text that is not empty',
    ]);
    expect(await problemsOf('', {}, { file: '' })).toEqual(['command line --config: expected the path of a file']);
  });

  it('of a variable names the variable', async () => {
    const env = {
      TEMPORAL_ADDRESS: 'a b',
      TEMPORAL_TLS: 'maybe',
      TEMPORAL_TLS_CLIENT_KEY_PATH: 'missing.pem',
      OCTAVO_METRICS: 'nowhere',
      OCTAVO_MIGRATION_STORE: 'http://r',
    };
    expect(await problemsOf('', env)).toEqual([
      'environment TEMPORAL_ADDRESS: expected host:port, with a port from 0 to 65535',
      'environment TEMPORAL_TLS: expected true or false',
      'environment OCTAVO_METRICS: expected host:port, with a port from 0 to 65535',
      'environment OCTAVO_MIGRATION_STORE: expected redis://HOST:PORT or rediss://HOST:PORT',
    ]);
    expect(await problemsOf('', { TEMPORAL_TLS_CLIENT_KEY_PATH: 'missing.pem' })).toEqual([
      'environment TEMPORAL_TLS_CLIENT_KEY_PATH: there is no such file: missing.pem',
    ]);
    expect(await problemsOf('', { OCTAVO_CONFIG: 'missing.yaml' })).toEqual([
      'missing.yaml: there is no such file; OCTAVO_CONFIG names it',
    ]);
  });

  it('of the file is reported even when another source sets the field', async () => {
    const yaml = 'store: 5\nserver: { adress: a }\nmigration: 5';
    const env = { REDIS_URL: 'redis://env', OCTAVO_MIGRATION_STORE: 'http://r', TEMPORAL_ADDRESS: 'env:1' };
    expect(await problemsOf(yaml, env)).toEqual([
      'octavo.config.yaml:2:11 server.adress: unknown field; nearest is "address"',
      'octavo.config.yaml:1:1 store: expected memory, a Redis URL, { redis: URL, … } or { sentinel: { … }, … }',
      'octavo.config.yaml:3:1 migration: expected { store, flags }; {} uses the defaults',
      'environment OCTAVO_MIGRATION_STORE: expected redis://HOST:PORT or rediss://HOST:PORT',
    ]);
  });

  it("of Temporal's own file names that file, or the source of a missing profile", async () => {
    const toml = '[profile.default]\naddress = "a b"\n';
    const cwd = folderWith({ 'temporal.toml': toml, 'broken.toml': '[profile.default]\napi_key = "k-e-y"\n[profile' });
    const TEMPORAL_CONFIG_FILE = join(cwd, 'temporal.toml');
    expect(await problemsOf('', { TEMPORAL_CONFIG_FILE })).toEqual([
      `${TEMPORAL_CONFIG_FILE} server.address: expected host:port, with a port from 0 to 65535`,
    ]);
    expect(await problemsOf('', { TEMPORAL_CONFIG_FILE, TEMPORAL_PROFILE: 'prod' })).toEqual([
      "environment TEMPORAL_PROFILE: Profile 'prod' not found in config data",
    ]);
    expect(await problemsOf('server:\n  profile: prod', { TEMPORAL_CONFIG_FILE })).toEqual([
      "octavo.config.yaml:2:3 server.profile: Profile 'prod' not found in config data",
    ]);
    expect(await problemsOf('', { TEMPORAL_CONFIG_FILE: join(cwd, 'broken.toml') })).toEqual([
      // The library shows the lines around the mistake, which include the key.
      expect.stringMatching(/^\S+\/broken\.toml: [^\n]+$/),
    ]);
  });

  it('never contains a secret', async () => {
    const env = { TEMPORAL_TLS_CLIENT_KEY_DATA: 'not-a-pem-but-secret', REDIS_URL: 'http://u:pass-word@r' };
    expect((await problemsOf('', env)).join('\n')).not.toMatch(/not-a-pem|pass-word/);
    expect(await problemsOf('', { TEMPORAL_TLS_CLIENT_KEY_DATA: env.TEMPORAL_TLS_CLIENT_KEY_DATA })).toEqual([
      'environment TEMPORAL_TLS_CLIENT_KEY_DATA: expected a PEM file: its path, or its text',
    ]);
  });
});
