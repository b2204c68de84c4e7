import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { TestCertificates } from '../../../test/setup/test-certificates';
import { formatConfigProblem } from './config-problem';
import type { Environment } from './environment';
import { describeConfig, loadConfig } from './load-config';
import type { OctavoConfig } from './octavo-config';
import { folderWith } from './temporary-folder.fixture';

const certificates = new TestCertificates();
const client = certificates.sign('client');
const other = certificates.sign('other');
afterAll(() => certificates.remove());

/** A folder with a configuration and the files that it may refer to. */
function folderOf(yaml: string): string {
  const cwd = folderWith({ 'octavo.config.yaml': yaml, 'garbage.pem': 'garbage', 'secrets/redis': 'word-of-file\n' });
  const files = { 'ca.pem': certificates.ca.cert, 'cert.pem': client.cert, 'key.pem': client.key };
  for (const [name, path] of Object.entries({ ...files, 'other-key.pem': other.key })) {
    copyFileSync(path, join(cwd, name));
  }
  return cwd;
}

const noTemporalFile: Environment = { TEMPORAL_CONFIG_FILE: '/nonexistent/temporal.toml' };

async function load(yaml: string, env: Environment = {}): Promise<OctavoConfig> {
  const result = await loadConfig({ cwd: folderOf(yaml), env: { ...noTemporalFile, ...env } });
  if ('problems' in result) throw new Error(result.problems.map(formatConfigProblem).join('\n'));
  return result.config;
}

async function problemsOf(yaml: string, env: Environment = {}): Promise<readonly string[]> {
  const cwd = folderOf(yaml);
  const result = await loadConfig({ cwd, env: { ...noTemporalFile, ...env } });
  if (!('problems' in result)) return [];
  return result.problems.map((one) => formatConfigProblem(one).replaceAll(`${cwd}/`, ''));
}

const inCommon = { kind: 'redis', keyPrefix: 'octavo' };
const ttlMs = 604_800_000;
const pem = expect.any(Buffer) as unknown;

describe('the Redis of a store', () => {
  it('may be a cluster, given by some nodes and their names', async () => {
    const { store } = await load('store: { redis: ["rediss://a", "rediss://b"], cluster: true, dnsLookup: false }');
    const url = ['rediss://a', 'rediss://b'];
    expect(store).toEqual({ ...inCommon, url, cluster: true, dnsLookup: false, ttlMs });
  });

  it('may be sentinels and their master, each with its own credentials and TLS', async () => {
    const { store, migration } = await load(
      [
        'store:',
        '  sentinel:',
        '    { addresses: ["s1:26379", "[::1]"], master: main, username: s, password: s-word, tls: { serverCa: ca.pem } }',
        '  db: 2',
        '  username: r',
        '  password: r-word',
        '  tls: true',
        '  ttl: 1d',
        'migration: {}',
      ].join('\n'),
    );
    const access = { username: 's', password: 's-word', tls: { serverCa: pem } };
    const sentinel = { addresses: ['s1:26379', '[::1]'], master: 'main', ...access };
    const redis = { ...inCommon, sentinel, db: 2, username: 'r', password: 'r-word', tls: {} };
    expect(store).toEqual({ ...redis, ttlMs: 86_400_000 });
    expect(migration?.store).toEqual(redis);
  });

  it('has the content of its PEM files', async () => {
    const tls = 'tls: { serverName: redis, serverCa: ca.pem, clientCert: cert.pem, clientKey: key.pem }';
    const { store } = await load(`store: { redis: "rediss://a", ${tls} }`);
    const read = { serverName: 'redis', serverCa: pem, clientCert: pem, clientKey: pem };
    expect(store).toEqual({ ...inCommon, url: 'rediss://a', cluster: false, tls: read, ttlMs });
  });

  it('has a password from a variable, or from a secret', async () => {
    const byName = 'store: { redis: "redis://a", username: u, password: { secret: redis } }';
    const inFile = await load(`${byName}\nsecrets: { files: secrets }`);
    expect(inFile).toMatchObject({ store: { password: 'word-of-file' }, credentials: ['word-of-file'] });
    expect(await load(byName, { OCTAVO_SECRET_redis: 'word-of-variable' })).toMatchObject({
      ...{ store: { password: 'word-of-variable' }, credentials: ['word-of-variable'] },
    });
    expect(await load(byName, { OCTAVO_REDIS_PASSWORD: 'in-place' })).toMatchObject({
      store: { password: 'in-place' },
    });
  });

  it('can be set by variables alone', async () => {
    const ofCluster = {
      ...{ REDIS_URL: 'rediss://a,rediss://b', OCTAVO_REDIS_CLUSTER: 'true', OCTAVO_REDIS_DNS_LOOKUP: 'false' },
      ...{ OCTAVO_REDIS_USERNAME: 'u', OCTAVO_REDIS_PASSWORD: 'p', OCTAVO_REDIS_TLS_SERVER_NAME: 'redis' },
    };
    expect((await load('', ofCluster)).store).toEqual({
      ...{ ...inCommon, url: ['rediss://a', 'rediss://b'], cluster: true, dnsLookup: false },
      ...{ username: 'u', password: 'p', tls: { serverName: 'redis' }, ttlMs },
    });
    const bySentinel = {
      ...{ OCTAVO_REDIS_SENTINELS: 's1:1, s2:2', OCTAVO_REDIS_SENTINEL_MASTER: 'main', OCTAVO_REDIS_TLS: 'true' },
      ...{ OCTAVO_REDIS_SENTINEL_USERNAME: 's', OCTAVO_REDIS_SENTINEL_PASSWORD: 'w' },
    };
    const sentinel = { addresses: ['s1:1', 's2:2'], master: 'main', username: 's', password: 'w' };
    const expected = { ...inCommon, sentinel, db: 0, tls: {}, ttlMs };
    expect((await load('', bySentinel)).store).toEqual(expected);
    // The source with precedence decides the kind; fields of both kinds are kept.
    const file = 'store: { redis: "redis://file", cluster: true, keyPrefix: shop }';
    expect((await load(file, bySentinel)).store).toEqual({ ...expected, keyPrefix: 'shop' });
    const ofFile = 'store: { sentinel: { addresses: ["s:1"], master: main }, keyPrefix: shop }';
    expect((await load(ofFile, { REDIS_URL: 'redis://env' })).store).toEqual({
      ...{ ...inCommon, url: 'redis://env', cluster: false, keyPrefix: 'shop', ttlMs },
    });
  });
});

describe('an invalid Redis', () => {
  it.each([
    ['{ redis: ["redis://a", "redis://b"] }', 'redis: several URLs are nodes of a cluster'],
    ['{ redis: "redis://a", dnsLookup: false }', 'dnsLookup: false is possible only for a cluster'],
    ['{ redis: "redis://a/2", cluster: true }', 'redis: a cluster has only database 0'],
    [
      '{ redis: ["redis://u:p@a", "redis://u:q@b"], cluster: true }',
      'redis: the URLs of a cluster must have the same scheme, user name and password',
    ],
    ['{ redis: "redis://u:p@a", password: q }', 'password: the URL also has a user name or a password'],
    ['{ redis: "redis://a?password=p", password: q }', 'password: the URL also has a user name or a password'],
    ['{ redis: "redis://a", username: u }', 'username: a user name has no effect without a password'],
    ['{ redis: "redis://a", tls: true }', 'tls: the URL begins with redis://, which means no TLS'],
    ['{ redis: "rediss://a", tls: false }', 'tls: the URL begins with rediss://, which turns TLS on'],
    ['{ redis: "rediss://a", tls: { clientCert: cert.pem } }', 'tls: clientKey is missing'],
    ['{ sentinel: { addresses: ["s:1"], master: m, username: u } }', 'sentinel.username: a user name has no effect'],
    ['{ sentinel: { addresses: ["s:1"], master: m, tls: { clientKey: k } } }', 'sentinel.tls: clientCert is missing'],
    ['{ redis: "redis://a", sentinel: { addresses: ["s:1"], master: m } }', 'sentinel: cannot be combined with redis'],
    ['{ sentinel: { addresses: ["s:1"], master: m }, cluster: true }', 'cluster: cannot be combined with sentinel'],
    ['{ sentinel: { addresses: ["redis://s"], master: m } }', 'sentinel.addresses[0]: expected host:port'],
    ['{ sentinel: { addresses: [], master: m } }', 'sentinel.addresses: expected at least one host:port'],
    ['{ sentinel: { addresses: ["s:1"] } }', 'sentinel.master: expected text'],
    ['{ sentinel: { addresses: ["s:1"], master: m }, dbb: 1 }', 'dbb: unknown field; nearest is "db"'],
    ['{ redis: "redis://:p%zz@127.0.0.1:1" }', 'redis: the user name or the password is not percent-encoded; percent'],
    [
      '{ redis: "redis://:p/zz@127.0.0.1:1" }',
      'redis: expected redis://HOST:PORT or rediss://HOST:PORT; percent-encode',
    ],
    ['{ redis: "redis:hunter2" }', 'redis: expected redis://HOST:PORT'],
    ['{ redis: "redis://a:1/x" }', 'redis: expected the number of a database'],
    ['{ redis: ["redis://a", "redis://%ff@b"], cluster: true }', 'redis[1]: the user name or the password is not'],
    ['{ sentinel: { addresses: ["127.0.0.1:99999"], master: m } }', 'sentinel.addresses[0]: expected host:port, with'],
    ['{ sentinel: { addresses: ["a/b:17934"], master: m } }', 'sentinel.addresses[0]: expected host:port'],
    ['{ sentinel: { addresses: ["s"], name: m } }', 'sentinel.name: unknown field; write master'],
    ['{ redis: [] }', 'redis: expected at least one Redis URL'],
  ])('is reported with its location: %s', async (redis, message) => {
    for (const [prefix, yaml] of [
      ['store', `store: ${redis}`],
      ['migration.store', `migration: { store: ${redis} }`],
    ]) {
      const [problem, ...others] = await problemsOf(yaml ?? '');
      expect(others).toEqual([]);
      expect(problem).toMatch(/^octavo\.config\.yaml:1:\d+ /);
      expect(problem).toContain(` ${prefix}.${message}`);
    }
  });

  it.each([
    ['serverCa: missing.pem', 'serverCa: there is no such file: missing.pem'],
    ['serverCa: secrets', 'serverCa: cannot be read: EISDIR: illegal operation on a directory, read'],
    ['serverCa: garbage.pem', 'serverCa: garbage.pem is not a certificate in PEM format'],
    ['clientCert: garbage.pem, clientKey: key.pem', 'clientCert: garbage.pem is not a certificate in PEM format'],
    [
      'clientCert: cert.pem, clientKey: garbage.pem',
      'clientKey: garbage.pem is not a private key without a passphrase in PEM format',
    ],
    [
      'clientCert: cert.pem, clientKey: other-key.pem',
      'clientKey: the key does not belong to the certificate of clientCert',
    ],
  ])('has files that cannot be used: %s', async (fields, message) => {
    const [ofStore] = await problemsOf(`store: { redis: "rediss://a", tls: { ${fields} } }`);
    expect(ofStore).toMatch(/^octavo\.config\.yaml:1:\d+ /);
    expect(ofStore).toContain(` store.tls.${message}`);
    const sentinel = `sentinel: { addresses: ["s:1"], master: m, tls: { ${fields} } }`;
    expect(await problemsOf(`migration: { store: { ${sentinel} } }`)).toEqual([
      expect.stringContaining(` migration.store.sentinel.tls.${message}`),
    ]);
  });

  it('is reported with its variable', async () => {
    expect(await problemsOf('', { REDIS_URL: 'redis://a, redis://b' })).toEqual([
      'environment REDIS_URL: several URLs are nodes of a cluster; set cluster to true, or write one URL',
    ]);
    expect(await problemsOf('', { REDIS_URL: 'rediss://a', OCTAVO_REDIS_TLS_SERVER_CA: 'missing.pem' })).toEqual([
      expect.stringMatching(/^environment OCTAVO_REDIS_TLS_SERVER_CA: there is no such file: .*missing\.pem$/),
    ]);
  });

  it('is reported when a secret is missing', async () => {
    expect(await problemsOf('store: { redis: "redis://a", password: { secret: redis } }')).toEqual([
      'octavo.config.yaml:1:42 store.password.secret: there is no secret "redis"; set the variable OCTAVO_SECRET_redis ' +
        'in the environment of the worker and restart the worker',
    ]);
  });
});

it('masks every credential of a Redis, and returns it for logs', async () => {
  const sentinel = '{ addresses: ["s:1"], master: m, password: word-1 }';
  const yaml = [
    `store: { sentinel: ${sentinel}, password: { secret: redis } }`,
    'migration: { store: { redis: ["redis://u:word-2@a", "redis://u:word-2@b?token=word-3"], cluster: true } }',
  ].join('\n');
  const env = { ...noTemporalFile, OCTAVO_SECRET_redis: 'word-4', OCTAVO_REDIS_SENTINEL_PASSWORD: 'word-5' };
  const described = await describeConfig({ cwd: folderOf(yaml), env });
  if ('problems' in described) throw new Error(described.problems.map(formatConfigProblem).join('\n'));
  expect(JSON.stringify(described.fields)).not.toContain('word-');
  const shown = Object.fromEntries(described.fields.map(({ path, value }) => [path, value]));
  expect(shown).toMatchObject({
    'store.sentinel.password': '***',
    'store.password.secret': 'redis',
    'migration.store.redis': ['redis://u:***@a', 'redis://u:***@b?token=***'],
  });
  expect([...described.config.credentials].sort()).toEqual(['word-2', 'word-3', 'word-4', 'word-5']);
});

it.each(['store', 'migration.store'])(
  'returns the value of a secret that a field of %s names, for logs',
  async (path) => {
    const access = (name: string): string => `password: { secret: ${name} }`;
    const redis = `{ sentinel: { addresses: ["s:1"], master: m, ${access('a')} }, ${access('b')} }`;
    const yaml = path === 'store' ? `store: ${redis}` : `migration: { store: ${redis} }`;
    const { credentials } = await load(yaml, { OCTAVO_SECRET_a: 'word-a', OCTAVO_SECRET_b: 'word-b' });
    expect([...credentials].sort()).toEqual(['word-a', 'word-b']);
  },
);

it('returns a password of a URL as written and decoded, for logs', async () => {
  const { credentials } = await load('store: { redis: "redis://:p%40ss@a" }');
  expect([...credentials].sort()).toEqual(['p%40ss', 'p@ss']);
});
