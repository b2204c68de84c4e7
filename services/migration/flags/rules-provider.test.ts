import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { OpenFeature, ProviderEvents, ProviderStatus } from '@openfeature/server-sdk';
import { TestRedis } from '../../../test/setup/test-redis';
import { initialRules } from '../rules/parse-rules';
import { rulesOf } from '../rules/rules.fixture';
import { changeOf } from '../store/conformance/store-place.fixture';
import { FileRolloutStore } from '../store/file/file-rollout-store';
import { MemoryRolloutStore } from '../store/memory/memory-rollout-store';
import { RedisRolloutStore } from '../store/redis/redis-rollout-store';
import { RulesProvider } from './rules-provider';
import { fileRules, type RulesSource, storeRules } from './rules-watch';
import { ToldLog, until } from './told.fixture';

const context = { targetingKey: 'order-1', definition: 'order' };
const basicIs = (mode: string): object => ({ types: { basic: { mode } } });

async function modeOf(provider: RulesProvider): Promise<string> {
  return (await provider.resolveStringEvaluation('octavo.engine.basic', '', context)).value;
}

async function started(source: RulesSource, log = new ToldLog()): Promise<RulesProvider> {
  const provider = new RulesProvider(source, { log });
  await provider.initialize().catch(() => undefined);
  return provider;
}

describe('a provider over a file', () => {
  let folder: string;
  let path: string;
  let provider: RulesProvider | undefined;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'octavo-rules-'));
    path = join(folder, 'rules.json');
  });
  afterEach(async () => {
    await provider?.onClose();
    rmSync(folder, { recursive: true, force: true });
  });
  const write = (document: object): void => writeFileSync(path, JSON.stringify({ revision: 1, ...document }));

  it('rereads it by itself, also when another file takes its place', async () => {
    write(basicIs('shadow'));
    const reading = (provider = await started(fileRules(path)));
    expect(await modeOf(reading)).toBe('shadow');
    write(basicIs('new'));
    await until(async () => (await modeOf(reading)) === 'new');
    writeFileSync(`${path}.next`, JSON.stringify({ revision: 1, ...basicIs('legacy') }));
    renameSync(`${path}.next`, path);
    await until(async () => (await modeOf(reading)) === 'legacy');
  });

  it('keeps the last good rules while the file is broken or gone, and says so once', async () => {
    const log = new ToldLog();
    write(basicIs('new'));
    const reading = (provider = await started(fileRules(path), log));
    writeFileSync(path, '{"revision": 2, "types": {"basic": {"mode": "old"}}}');
    await until(() => log.lines.length > 0);
    writeFileSync(path, '{');
    rmSync(path);
    expect(await modeOf(reading)).toBe('new');
    expect(log.lines).toEqual([
      expect.stringMatching(/^warn: .*rules\.json.*the rules of revision 1-\w+ go on: (.|\n)*/),
    ]);
    expect(log.lines[0]).toContain('types.basic.mode: expected one of legacy, shadow, new');
    write(basicIs('shadow'));
    await until(async () => (await modeOf(reading)) === 'shadow');
    expect(log.lines).toHaveLength(2);
    expect(log.lines[1]).toMatch(/^info: .*there again/);
  });

  it('takes rules that come only after the start', async () => {
    const reading = (provider = new RulesProvider(fileRules(path)));
    await expect(reading.initialize()).rejects.toThrow(/ENOENT/);
    await expect(modeOf(reading)).rejects.toThrow(/ENOENT/);
    write(basicIs('new'));
    await until(async () => (await modeOf(reading).catch(() => '')) === 'new');
  });
});

describe('a provider over Redis', () => {
  it('has a change soon, keeps the last good rules while Redis is away, and the next change after', async () => {
    const node = await TestRedis.start();
    const log = new ToldLog();
    const writing = new RedisRolloutStore({ url: node.url });
    const reading = new RedisRolloutStore({ url: node.url });
    const provider = await started(storeRules(reading, { pollMs: 200 }), log);
    try {
      await writing.commit(changeOf(initialRules, { rules: rulesOf(basicIs('new')) }));
      await until(async () => (await modeOf(provider)) === 'new');
      await node.stop();
      await until(() => log.lines.length > 0);
      expect(await modeOf(provider)).toBe('new');
      expect(log.lines[0]).toMatch(/^warn: .*the rules of revision 1-\w+ go on/);
      await node.restart();
      // This server had nothing on disk: what has no rules is legacy.
      await until(async () => (await modeOf(provider)) === 'legacy');
      expect(log.lines).toHaveLength(2);
    } finally {
      await Promise.all([provider.onClose(), writing.close(), reading.close()]);
      await node.stop();
    }
  });

  it('needs no word of a change: it looks by itself now and then', async () => {
    const store = new MemoryRolloutStore();
    const deaf = Object.assign(Object.create(store) as MemoryRolloutStore, {
      watchRules: () => () => undefined,
      readRules: () => store.readRules(),
    });
    const provider = await started(storeRules(deaf, { pollMs: 10 }));
    await store.commit(changeOf(initialRules, { rules: rulesOf(basicIs('new')) }));
    await until(async () => (await modeOf(provider)) === 'new');
    expect(await modeOf(provider)).toBe('new');
    await provider.onClose();
  });
});

describe('a provider over the folder of a rollout', () => {
  it('has a change that another process made', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'octavo-rules-'));
    const [reading, writing] = [new FileRolloutStore({ folder }), new FileRolloutStore({ folder })];
    const provider = await started(storeRules(reading));
    await writing.commit(changeOf(initialRules, { rules: rulesOf(basicIs('shadow')) }));
    await until(async () => (await modeOf(provider)) === 'shadow');
    expect(await modeOf(provider)).toBe('shadow');
    await Promise.all([provider.onClose(), reading.close()]);
    rmSync(folder, { recursive: true, force: true });
  });
});

describe('towards OpenFeature', () => {
  it('tells of changes and of being stale', async () => {
    const node = await TestRedis.start();
    const store = new RedisRolloutStore({ url: node.url });
    const provider = new RulesProvider(storeRules(store, { pollMs: 50 }));
    const told: string[] = [];
    await OpenFeature.setProviderAndWait('events', provider);
    const client = OpenFeature.getClient('events');
    client.addHandler(ProviderEvents.ConfigurationChanged, () => void told.push('changed'));
    await store.commit(changeOf(initialRules));
    await until(() => told.includes('changed'));
    await node.stop();
    await until(() => client.providerStatus === ProviderStatus.STALE);
    expect(await client.getStringDetails('octavo.engine.basic', '', context)).toMatchObject({
      value: 'legacy',
      reason: 'STALE',
    });
    await node.restart();
    await until(() => client.providerStatus === ProviderStatus.READY);
    await provider.onClose();
    await store.close();
    await node.stop();
  });

  it('refuses flags that it has not, contexts without a workflow, and other types of flags', async () => {
    const provider = await started(storeRules(new MemoryRolloutStore()));
    await expect(provider.resolveStringEvaluation('octavo.engine.basik', '', context)).rejects.toMatchObject({
      code: 'FLAG_NOT_FOUND',
    });
    await expect(provider.resolveStringEvaluation('other', '', context)).rejects.toMatchObject({
      code: 'FLAG_NOT_FOUND',
    });
    await expect(provider.resolveStringEvaluation('octavo.engine.basic', '', {})).rejects.toMatchObject({
      code: 'TARGETING_KEY_MISSING',
    });
    const wrong = [
      provider.resolveBooleanEvaluation('octavo.engine.basic'),
      provider.resolveNumberEvaluation('octavo.engine.basic'),
      provider.resolveObjectEvaluation('octavo.engine.basic'),
    ];
    for (const refused of wrong) await expect(refused).rejects.toMatchObject({ code: 'TYPE_MISMATCH' });
    await provider.onClose();
  });
});
