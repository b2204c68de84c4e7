import type { LookupAddress } from 'node:dns';
import * as fc from 'fast-check';
import { callAction } from '../action-call.fixture';
import { isPublicAddress } from './address-rules';
import { EgressGuard, isEgressRule } from './egress-guard';
import { createHttpRequest } from './http-request';
import { sendJson, startHttpServer } from './http-server.fixture';

const forbidden = [
  '127.0.0.1',
  '127.255.255.254',
  '0.0.0.0',
  '0.1.2.3',
  '10.0.0.1',
  '172.16.0.1',
  '172.31.255.255',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '100.100.100.200',
  '192.0.0.192',
  '192.0.2.1',
  '198.18.0.1',
  '224.0.0.1',
  '240.0.0.1',
  '255.255.255.255',
  '168.63.129.16',
  '::',
  '::1',
  '::ffff:127.0.0.1',
  '::ffff:7f00:1',
  '::127.0.0.1',
  '::ffff:0:127.0.0.1',
  '64:ff9b::7f00:1',
  '64:ff9b:1::1',
  '2002:7f00:1::',
  '2001::1',
  'fe80::1',
  'fe80::1%eth0',
  'fc00::1',
  'fd00:ec2::254',
  'fec0::1',
  'ff02::1',
  '100::1',
  '2001:db8::1',
  '4000::1',
];

const BLOCKED = /Requests may not go to/;

function guardOver(addresses: readonly string[], rules = {}): EgressGuard {
  const found: readonly LookupAddress[] = addresses.map((address) => ({
    address,
    family: address.includes(':') ? 6 : 4,
  }));
  return new EgressGuard(rules, (_, callback) => callback(null, found));
}

function resolve(guard: EgressGuard, host: string): Promise<readonly string[]> {
  return new Promise((done, fail) => {
    guard.lookup(host, { all: true }, (error, found) => {
      if (error) fail(error);
      else done((found as LookupAddress[]).map(({ address }) => address));
    });
  });
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function caught(check: () => void): unknown {
  try {
    return check();
  } catch (error) {
    return messageOf(error);
  }
}

describe('isPublicAddress', () => {
  it.each(forbidden)('is false for %s', (address) => expect(isPublicAddress(address)).toBe(false));

  it.each(['1.1.1.1', '8.8.8.8', '::ffff:8.8.8.8', '2606:4700:4700::1111', '172.32.0.1', '100.128.0.1'])(
    'is true for %s',
    (address) => {
      expect(isPublicAddress(address)).toBe(true);
    },
  );

  it('treats an IPv4 address in IPv6 like the IPv4 address', () => {
    fc.assert(fc.property(fc.ipV4(), (address) => isPublicAddress(`::ffff:${address}`) === isPublicAddress(address)));
  });

  it('is false for a text that is not an address', () => {
    fc.assert(fc.property(fc.domain(), (name) => !isPublicAddress(name)));
  });
});

describe('EgressGuard', () => {
  const literals = [
    '127.0.0.1',
    '2130706433',
    '0x7f.1',
    '0177.0.0.1',
    '127.1',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '169.254.169.254',
    '0',
  ];

  it.each(literals)('blocks the literal %s in each notation', (host) => {
    const { hostname } = new URL(`http://${host}/`);
    expect(() => new EgressGuard({}).checkHost(hostname)).toThrow(BLOCKED);
  });

  it('resolves a name only to addresses that the rules allow', async () => {
    expect(await resolve(guardOver(['10.0.0.1', '8.8.8.8', '::1']), 'mixed.example')).toEqual(['8.8.8.8']);
    await expect(resolve(guardOver(['10.0.0.1', '::1']), 'inside.example')).rejects.toMatchObject({
      code: 'HTTP_BLOCKED',
    });
  });

  it('allows addresses, ranges, names and everything below a domain', async () => {
    const guard = guardOver(['10.1.2.3'], { allow: ['10.1.0.0/16'] });
    expect(await resolve(guard, 'a.example')).toEqual(['10.1.2.3']);
    const named = guardOver(['10.9.9.9'], { allow: ['db.corp', '*.svc.local', 'fd00::/8'] });
    expect(await resolve(named, 'DB.corp.')).toEqual(['10.9.9.9']);
    expect(await resolve(named, 'a.svc.local')).toEqual(['10.9.9.9']);
    await expect(resolve(named, 'svc.local')).rejects.toThrow(BLOCKED);
    await expect(resolve(named, 'evilsvc.local')).rejects.toThrow(BLOCKED);
    expect(() => named.checkHost('[fd12::1]')).not.toThrow();
    expect(() => new EgressGuard({ allow: ['127.0.0.1'] }).checkHost('[::ffff:127.0.0.1]')).not.toThrow();
  });

  it('lets deny override allow and public addresses', async () => {
    const guard = guardOver(['8.8.8.8'], { allow: ['10.0.0.0/8'], deny: ['10.1.1.1', '8.8.8.8', '*.evil.example'] });
    expect(() => guard.checkHost('10.1.1.1')).toThrow(BLOCKED);
    expect(() => guard.checkHost('10.1.1.2')).not.toThrow();
    expect(() => guard.checkHost('a.evil.example')).toThrow(BLOCKED);
    await expect(resolve(guard, 'dns.example')).rejects.toThrow(BLOCKED);
  });

  it('reports why requests may not go to an address', async () => {
    const rules = { allow: ['10.0.0.0/8'], deny: ['10.1.0.0/16', '*.evil.example'] };
    const ofLiteral = (url: string): unknown => caught(() => new EgressGuard(rules).checkHost(new URL(url).hostname));
    const ofName = (...addresses: readonly string[]): Promise<unknown> =>
      resolve(guardOver(addresses, rules), 'a.example').catch(messageOf);
    const notPublic = 'egress.allow in octavo.config.yaml allows addresses and names.';
    const restart =
      'A worker reads its configuration when it starts: after a change, restart the worker or `octavo dev`.';
    expect(ofLiteral('http://127.0.0.1')).toBe(
      `Requests may not go to 127.0.0.1: it is not a public address; ${notPublic} ${restart}`,
    );
    expect(ofLiteral('http://10.1.1.1')).toBe(
      `Requests may not go to 10.1.1.1: egress.deny in octavo.config.yaml lists 10.1.0.0/16. ${restart}`,
    );
    expect(ofLiteral('http://b.evil.example')).toMatch(
      /: egress\.deny in octavo\.config\.yaml lists \*\.evil\.example\./,
    );
    expect(await ofName('192.168.1.1')).toContain(
      `a.example: it resolves to 192.168.1.1, which is not public; ${notPublic}`,
    );
    expect(await ofName('10.1.1.1', '127.0.0.1', '::1')).toContain(
      `it resolves to 127.0.0.1 and ::1, which are not public; ${notPublic}`,
    );
    expect(await ofName('10.1.1.1', '10.1.1.2')).toContain(
      'it resolves to 10.1.1.1 and 10.1.1.2, and egress.deny in octavo.config.yaml lists 10.1.0.0/16.',
    );
  });

  it('connects to the checked address when the name resolves differently later', async () => {
    const server = await startHttpServer((response) => sendJson(response, 'inside'));
    let lookups = 0;
    const rebinding = new EgressGuard({}, (_, callback) => {
      lookups += 1;
      callback(null, [{ address: lookups === 1 ? '192.0.2.1' : '127.0.0.1', family: 4 }]);
    });
    const action = createHttpRequest(rebinding);
    for (let attempt = 0; attempt < 3; attempt += 1) {
      const url = `http://rebind.example:${server.port}/`;
      await expect(callAction(action, { url })).rejects.toMatchObject({ code: 'HTTP_BLOCKED' });
    }
    expect(server.seen).toEqual([]);
    await server.stop();
  });

  it('connects to a name that is allowed', async () => {
    const server = await startHttpServer((response) => sendJson(response, 'inside'));
    const guard = guardOver(['127.0.0.1'], { allow: ['inside.example'] });
    expect(await callAction(createHttpRequest(guard), { url: `http://inside.example:${server.port}/` })).toMatchObject({
      body: 'inside',
    });
    await server.stop();
  });

  it('recognizes valid rules', () => {
    expect(['10.0.0.0/8', '::1', 'a.b', '*.corp'].every(isEgressRule)).toBe(true);
    expect(['', 'a b', 'http://a', '*', '10.0.0.0/99'].some(isEgressRule)).toBe(false);
    expect(() => new EgressGuard({ allow: ['not a host'] })).toThrow(TypeError);
  });
});
