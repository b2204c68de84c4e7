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

  it('rereads it by itself, also when another file replaces it', async () => {
    write(basicIs('shadow'));
    const reading = (provider = await started(fileRules(path)));
    expect(await modeOf(reading)).toBe('shadow');
    write(basicIs('new'));
    await until(async () => (await modeOf(reading)) === 'new');
    writeFileSync(`${path}.next`, JSON.stringify({ revision: 1, ...basicIs('legacy') }));
    renameSync(`${path}.next`, path);
    await until(async () => (await modeOf(reading)) === 'legacy');
  });

  it('keeps the last valid rules while the file is invalid or missing, and logs this once', async () => {
    const log = new ToldLog();
    write(basicIs('new'));
    const reading = (provider = await started(fileRules(path), log));
    writeFileSync(path, '{"revision": 2, "types": {"basic": {"mode": "old"}}}');
    await until(() => log.lines.length > 0);
    writeFileSync(path, '{');
    rmSync(path);
    expect(await modeOf(reading)).toBe('new');
    expect(log.lines).toEqual([
      expect.stringMatching(/^warn: .*rules\.json.*the rules of revision 1-\w+ stay in use: (.|\n)*/),
    ]);
    expect(log.lines[0]).toContain('types.basic.mode: expected one of legacy, shadow, new');
    write(basicIs('shadow'));
    await until(async () => (await modeOf(reading)) === 'shadow');
    expect(log.lines).toHaveLength(2);
    expect(log.lines[1]).toMatch(/^info: .*can be read again/);
  });

  it('uses rules that are written only after the start', async () => {
    const reading = (provider = new RulesProvider(fileRules(path)));
    await expect(reading.initialize()).rejects.toThrow(/ENOENT/);
    await expect(modeOf(reading)).rejects.toThrow(/ENOENT/);
    write(basicIs('new'));
    await until(async () => (await modeOf(reading).catch(() => '')) === 'new');
  });
});

describe('a provider over Redis', () => {
  it('sees a change soon, keeps the last valid rules while Redis is down, and sees the next change afterwards', async () => {
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
      expect(log.lines[0]).toMatch(/^warn: .*the rules of revision 1-\w+ stay in use/);
      await node.restart();
      // This server had no data on disk: without rules, all modes are legacy.
      await until(async () => (await modeOf(provider)) === 'legacy');
      expect(log.lines).toHaveLength(2);
    } finally {
      await Promise.all([provider.onClose(), writing.close(), reading.close()]);
      await node.stop();
    }
  });

  it('needs no notification of a change: it polls', async () => {
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
  it('sees a change of another process', async () => {
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
  it('emits events for changes and for stale rules', async () => {
    const node = await TestRedis.start();
    const store = new RedisRolloutStore({ url: node.url });
    const provider = new RulesProvider(storeRules(store, { pollMs: 50 }));
    const events: string[] = [];
    await OpenFeature.setProviderAndWait('events', provider);
    const client = OpenFeature.getClient('events');
    client.addHandler(ProviderEvents.ConfigurationChanged, () => void events.push('changed'));
    await store.commit(changeOf(initialRules));
    await until(() => events.includes('changed'));
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

  it('refuses unknown flags, contexts without a workflow, and other types of flags', async () => {
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
