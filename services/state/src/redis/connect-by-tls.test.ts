import { readFileSync } from 'node:fs';
import { findFreePort } from '@octavo/temporal-server';
import { hasTlsAndNames, tlsArguments } from '../../../../test/setup/redis-features';
import { TestCertificates } from '../../../../test/setup/test-certificates';
import { TestRedis } from '../../../../test/setup/test-redis';
import { TestRedisCluster } from '../../../../test/setup/test-redis-cluster';
import { TestSentinels } from '../../../../test/setup/test-sentinels';
import { refusalOf, writeAndRead } from './reach.fixture';
import type { RedisTls } from './redis-address';

(hasTlsAndNames() ? describe : describe.skip)('Redis by TLS', () => {
  const certificates = new TestCertificates();
  // The certificate has no IP addresses.
  const server = certificates.sign('server', ['DNS:localhost', 'DNS:redis.example']);
  const client = certificates.sign('client');
  const serverCa = readFileSync(certificates.ca.cert);
  const clientPair = { clientCert: readFileSync(client.cert), clientKey: readFileSync(client.key) };
  const tls: RedisTls = { serverCa, ...clientPair };
  const secure = (port: number): readonly string[] =>
    tlsArguments(port, { ca: certificates.ca.cert, cert: server.cert, key: server.key });
  afterAll(() => certificates.remove());

  describe('one server', () => {
    let redis: TestRedis;
    beforeAll(async () => {
      const port = await findFreePort();
      redis = await TestRedis.start([...secure(port), '--requirepass', 'word-for-redis'], port);
    });
    afterAll(() => redis.stop());
    const url = (host: string): string => `rediss://${host}:${redis.port}`;
    const password = 'word-for-redis';

    it('accepts a connection with its certificate authority, a client certificate and its password', async () => {
      expect(await writeAndRead({ url: url('localhost'), password, tls })).toBeDefined();
    });

    it('accepts a connection to its IP address with the name in its certificate', async () => {
      expect(await refusalOf({ url: url('127.0.0.1'), password, tls })).toMatch(/not in the cert's list/);
      const named = { ...tls, serverName: 'redis.example' };
      expect(await writeAndRead({ url: url('127.0.0.1'), password, tls: named })).toBeDefined();
    });

    it.each([
      ['without its certificate authority', clientPair, /self-signed certificate|unable to verify/],
      ['without a client certificate', { serverCa }, /The store is not available/],
    ])('rejects a connection %s', async (_what, incomplete, reason) => {
      expect(await refusalOf({ url: url('localhost'), password, tls: incomplete })).toMatch(reason);
    });

    it('reports a wrong password without the password', async () => {
      const message = await refusalOf({ url: url('localhost'), password: 'another-word', tls });
      expect(message).toMatch(/not available: .*WRONGPASS/);
      expect(message).not.toContain('another-word');
    });
  });

  it('connects to the nodes of a cluster by the names in their certificates', async () => {
    const names = ['--cluster-announce-hostname', 'localhost', '--cluster-preferred-endpoint-type', 'hostname'];
    const cluster = await TestRedisCluster.start({
      args: (port) => [...secure(port), ...names],
      access: { host: 'localhost', tls: { ca: serverCa, cert: clientPair.clientCert, key: clientPair.clientKey } },
    });
    const seeds = { url: cluster.nodes.map(({ port }) => `rediss://localhost:${port}`), cluster: true, tls } as const;
    try {
      expect(await writeAndRead({ ...seeds, dnsLookup: false })).toBeDefined();
      expect(await refusalOf(seeds)).toMatch(/not available/);
    } finally {
      await cluster.stop();
    }
  });

  it('connects to sentinels and their master, each with its own user, password and certificates', async () => {
    const port = await findFreePort();
    const master = await TestRedis.start([...secure(port), '--requirepass', 'word-for-redis'], port);
    const sentinels = await TestSentinels.start({
      ...{ masterPort: port, count: 1 },
      lines: (ofSentinel) => [
        ...['port 0', `tls-port ${ofSentinel}`, 'tls-auth-clients yes', 'tls-replication yes'],
        ...[`tls-ca-cert-file ${certificates.ca.cert}`, `tls-cert-file ${server.cert}`, `tls-key-file ${server.key}`],
        ...['sentinel auth-pass main word-for-redis', 'user octavo on >word-for-sentinel +@all'],
        'user default off',
      ],
    });
    const named = { ...tls, serverName: 'localhost' };
    const access = { username: 'octavo', password: 'word-for-sentinel', tls: named };
    const sentinel = { addresses: sentinels.addresses, master: 'main', ...access };
    const ofMaster = { password: 'word-for-redis', tls: named };
    try {
      expect(await writeAndRead({ sentinel, ...ofMaster })).toBeDefined();
      const refused = await refusalOf({ sentinel: { ...sentinel, password: 'another-word' }, ...ofMaster });
      expect(refused).toMatch(/All sentinels are unreachable.*WRONGPASS/);
      expect(await refusalOf({ sentinel, tls: named })).toMatch(/NOAUTH/);
    } finally {
      await sentinels.stop();
      await master.stop();
    }
  });
});
