import { TypedInMemoryProvider, OpenFeature, type Provider } from '@openfeature/server-sdk';
import type { FlagContext } from '../contracts/flags';
import { flaggedTypes } from '../rules/rollout-rules';
import { rulesOf } from '../rules/rules.fixture';
import { changeOf } from '../store/conformance/store-place.fixture';
import { MemoryRolloutStore } from '../store/memory/memory-rollout-store';
import { createFlagEvaluator, FlagEvaluator, type OpenFlagEvaluator } from './flag-evaluator';
import { RulesProvider } from './rules-provider';
import { type RulesSource, storeRules } from './rules-watch';
import { ToldLog, until } from './told.fixture';

const run: FlagContext = { workflowId: 'order-1', definition: 'order' };
/** A long timeout, so that a loaded machine does not count as a hanging provider. */
const patient = { timeoutMs: 30_000 };
const allLegacy = Object.fromEntries(flaggedTypes.map((type) => [type, 'legacy']));

function constant(value: string): { variants: Record<string, string>; defaultVariant: string; disabled: boolean } {
  return { variants: { on: value }, defaultVariant: 'on', disabled: false };
}

/** A provider of a team: every flag is `value`, except those in `others`. */
function teamProvider(value: string, others: Record<string, string> = {}): TypedInMemoryProvider {
  const flags = flaggedTypes.map((type) => [`octavo.engine.${type}`, constant(others[type] ?? value)]);
  return new TypedInMemoryProvider(Object.fromEntries(flags) as Record<string, ReturnType<typeof constant>>);
}

describe('the snapshot of a run', () => {
  let open: OpenFlagEvaluator | undefined;
  afterEach(() => open?.close());

  it('has the modes of the rules, and their revision', async () => {
    const store = new MemoryRolloutStore({
      rules: rulesOf({
        revision: 4,
        types: { basic: { mode: 'new' } },
        overrides: [{ tenant: 'acme', mode: 'shadow' }],
      }),
    });
    open = await createFlagEvaluator({ ...patient, provider: new RulesProvider(storeRules(store)) });
    const snapshot = await open.snapshot(run);
    expect(snapshot.modes).toEqual({ ...allLegacy, basic: 'new' });
    expect(snapshot.revision).toMatch(/^4-[0-9a-f]{8}$/);
    expect((await open.snapshot({ ...run, tenant: 'acme' })).modes['wait']).toBe('shadow');
  });

  it('has changed rules at once', async () => {
    const store = new MemoryRolloutStore();
    open = await createFlagEvaluator({ ...patient, provider: new RulesProvider(storeRules(store)) });
    const before = await open.snapshot(run);
    await store.commit(changeOf({ revision: 0 }, { rules: rulesOf({ types: { basic: { mode: 'new' } } }) }));
    const after = await open.snapshot(run);
    expect([before.modes['basic'], after.modes['basic']]).toEqual(['legacy', 'new']);
    expect(after.revision).not.toBe(before.revision);
  });

  it('has manually changed rules at once, even with the same revision', async () => {
    let rules = rulesOf({ types: { wait: { mode: 'new' } } });
    let tell = (): void => undefined;
    const source: RulesSource = {
      name: 'a test',
      read: async () => rules,
      watch: (onNews) => {
        tell = onNews;
        return () => undefined;
      },
    };
    open = await createFlagEvaluator({ ...patient, provider: new RulesProvider(source) });
    expect((await open.snapshot(run)).modes['wait']).toBe('new');
    rules = rulesOf({ types: { wait: { mode: 'legacy' } } });
    tell();
    const evaluator = open;
    await until(async () => (await evaluator.snapshot(run)).modes['wait'] === 'legacy');
  });

  it('accepts any provider of a team', async () => {
    open = await createFlagEvaluator({ ...patient, provider: teamProvider('shadow', { wait: 'new' }) });
    const { modes, revision } = await open.snapshot(run);
    expect(modes).toEqual({ ...Object.fromEntries(flaggedTypes.map((type) => [type, 'shadow'])), wait: 'new' });
    expect(revision).toBe('modes:snssssss');
  });

  it('accepts a client of a team', async () => {
    await OpenFeature.setProviderAndWait('a team', teamProvider('new'));
    open = await createFlagEvaluator({ ...patient, client: OpenFeature.getClient('a team') });
    expect((await open.snapshot(run)).modes['router']).toBe('new');
  });

  it('gives a provider the workflow id, definition and tenant', async () => {
    const requests: unknown[] = [];
    const provider = teamProvider('new');
    const resolve = provider.resolveStringEvaluation.bind(provider);
    provider.resolveStringEvaluation = (key, value, context) => {
      requests.push(context);
      return resolve(key, value, context);
    };
    open = await createFlagEvaluator({ ...patient, provider });
    await open.snapshot({ ...run, tenant: 'acme' });
    expect(requests[0]).toEqual({
      targetingKey: 'order-1',
      workflowId: 'order-1',
      definition: 'order',
      tenant: 'acme',
    });
  });

  it('is legacy if a flag is unknown or has another value, and logs the reason', async () => {
    const log = new ToldLog();
    const provider = new TypedInMemoryProvider({
      'octavo.engine.basic': constant('new'),
      'octavo.engine.wait': constant('New'),
    });
    open = await createFlagEvaluator({ ...patient, provider, log });
    expect((await open.snapshot(run)).modes).toEqual({ ...allLegacy, basic: 'new' });
    expect(log.lines).toHaveLength(7);
    expect(log.lines.join('\n')).toMatch(/octavo\.engine\.wait fails.*"New" is not legacy, shadow or new/);
    expect(log.lines.join('\n')).toMatch(/octavo\.engine\.router fails.*FLAG_NOT_FOUND/);
  });

  it('keeps the modes of the run if flags fail later, and logs this once', async () => {
    const log = new ToldLog();
    const provider = teamProvider('new');
    open = await createFlagEvaluator({ ...patient, provider, log });
    await open.snapshot(run);
    provider.putConfiguration({});
    expect((await open.snapshot(run)).modes['basic']).toBe('new');
    expect((await open.snapshot({ ...run, workflowId: 'order-2' })).modes).toEqual(allLegacy);
    expect(log.lines).toHaveLength(flaggedTypes.length);
  });

  it('combines revisions if some flags fail, so that the revision changes when they recover', async () => {
    const store = new MemoryRolloutStore();
    const provider = new RulesProvider(storeRules(store));
    const resolve = provider.resolveStringEvaluation.bind(provider);
    let isBroken = false;
    provider.resolveStringEvaluation = (key, value, context) => {
      if (isBroken && key.endsWith('wait')) return Promise.reject(new Error('broken'));
      return resolve(key, value, context);
    };
    open = await createFlagEvaluator({ ...patient, provider });
    const first = await open.snapshot(run);
    isBroken = true;
    await store.commit(changeOf({ revision: 0 }));
    const second = await open.snapshot(run);
    isBroken = false;
    const third = await open.snapshot(run);
    expect(second.revision.split('+').sort()).toEqual([first.revision, third.revision].sort());
  });

  it('is legacy while a provider cannot start, without blocking the worker', async () => {
    const log = new ToldLog();
    const provider: Provider = Object.assign(teamProvider('new'), {
      initialize: () => Promise.reject(new Error('no licence')),
      resolveStringEvaluation: () => Promise.reject(new Error('no licence')),
    });
    open = await createFlagEvaluator({ ...patient, provider, log });
    expect((await open.snapshot(run)).modes).toEqual(allLegacy);
    expect(log.lines[0]).toMatch(/has not started; until it has, flags are legacy: no licence/);
  });
});

describe('a client that throws', () => {
  it.each([
    [
      'at once',
      () => {
        throw new Error('broken');
      },
    ],
    ['later', () => Promise.reject(new Error('broken'))],
  ])('%s gives legacy, and is logged', async (_when, getStringDetails) => {
    const log = new ToldLog();
    const evaluator = new FlagEvaluator({ getStringDetails }, { ...patient, log });
    expect((await evaluator.snapshot(run)).modes).toEqual(allLegacy);
    expect(log.lines[0]).toMatch(/octavo\.engine\.\w+ fails.*: broken$/);
  });
});

describe('a provider that hangs', () => {
  it('delays one request by the time limit, and later requests not for a while', async () => {
    let requests = 0;
    let nowMs = 0;
    const log = new ToldLog();
    const client = {
      getStringDetails: () => {
        requests += 1;
        return new Promise<never>(() => undefined);
      },
    };
    const evaluator = new FlagEvaluator(client, { timeoutMs: 20, pauseMs: 1_000, now: () => nowMs, log });
    for (let count = 0; count < 5; count += 1) expect((await evaluator.snapshot(run)).modes).toEqual(allLegacy);
    expect(requests).toBe(flaggedTypes.length);
    nowMs = 1_000;
    await evaluator.snapshot(run);
    expect(requests).toBe(2 * flaggedTypes.length);
    expect(log.lines).toEqual([expect.stringContaining('no answer within 20 ms')]);
  });
});

describe('asking often', () => {
  it('evaluates one flag, not eight, if the rules have not changed', async () => {
    const store = new MemoryRolloutStore();
    const provider = new RulesProvider(storeRules(store));
    let requests = 0;
    const resolve = provider.resolveStringEvaluation.bind(provider);
    provider.resolveStringEvaluation = (...args) => {
      requests += 1;
      return resolve(...args);
    };
    const evaluator = await createFlagEvaluator({ ...patient, provider });
    for (let count = 0; count < 10; count += 1) await evaluator.snapshot(run);
    expect(requests).toBe(8 + 9);
    evaluator.close();
  });
});
