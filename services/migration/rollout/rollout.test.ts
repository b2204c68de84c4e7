import { StoreUnavailableError } from '@octavo/state';
import { flaggedTypes } from '../rules/rollout-rules';
import { differenceOf, evidenceOf, visitsOf } from '../store/conformance/evidence.fixture';
import { MemoryRolloutStore } from '../store/memory/memory-rollout-store';
import { Rollout } from './rollout';
import { ann, TestRollout } from './rollout.fixture';

const start = '2026-03-01T10:00:00.000Z';

describe('setting a type', () => {
  it('applies to all runs, and is audited and counted', async () => {
    const { rollout, store, recordedChanges } = new TestRollout();
    const { rules, entry } = await rollout.set('basic', { mode: 'new', percent: 5, otherwise: 'shadow' }, ann);
    expect(await store.readRules()).toEqual(rules);
    expect(entry).toEqual({
      revision: 1,
      at: start,
      actor: 'ann',
      reason: 'a test',
      kind: 'set',
      types: ['basic'],
      change: 'basic: new for 5 %, otherwise shadow',
      before: null,
      after: { mode: 'new', percent: 5, otherwise: 'shadow', since: start, startedAt: start },
    });
    expect(recordedChanges).toEqual([entry]);
    expect(await rollout.audit()).toEqual([entry]);
  });

  it('can change all types at once: one change, with the previous rule of each', async () => {
    const { rollout, store } = new TestRollout();
    await rollout.set('wait', { mode: 'legacy' }, ann);
    const { rules, entry } = await rollout.set('all', { mode: 'shadow' }, ann);
    expect(Object.keys(rules.types).sort()).toEqual([...flaggedTypes].sort());
    expect(entry).toMatchObject({ revision: 2, types: flaggedTypes, change: `${flaggedTypes.join(', ')}: shadow` });
    expect(entry?.before).toMatchObject({ basic: null, wait: { mode: 'legacy' } });
    expect(entry?.after).toMatchObject({ basic: { mode: 'shadow', startedAt: start }, wait: { mode: 'shadow' } });
    expect(await store.readRules()).toEqual(rules);
  });

  it('keeps the time when the type left legacy, until it is legacy again', async () => {
    const { rollout, clock, store } = new TestRollout();
    const startOf = async (): Promise<unknown> => (await store.readRules()).types['wait']?.startedAt;
    await rollout.set('wait', { mode: 'shadow' }, ann);
    clock.advance(1_000);
    await rollout.set('wait', { mode: 'new', percent: 1 }, ann);
    expect(await startOf()).toBe(start);
    await rollout.set('wait', { mode: 'legacy' }, ann);
    expect(await startOf()).toBeUndefined();
    await rollout.set('wait', { mode: 'shadow' }, ann);
    expect(await startOf()).toBe('2026-03-01T10:00:01.000Z');
  });

  it.each([
    ['basik', { mode: 'new' }, ann, '"basik" is not a task type of both engines; nearest is "basic"'],
    ['basic', { mode: 'new', percent: 101 }, ann, 'types.basic.percent: expected a number from 0 to 100'],
    ['basic', { mode: 'old' }, ann, 'types.basic.mode: expected one of legacy, shadow, new'],
    ['basic', { mode: 'new' }, { ...ann, actor: ' ' }, 'name the author of the change'],
    ['basic', { mode: 'new' }, { ...ann, reason: '' }, 'give a reason for the change'],
  ])('refuses %s %j by %j', async (type, share, origin, message) => {
    const { rollout, recordedChanges } = new TestRollout();
    await expect(rollout.set(type, share as { mode: 'new' }, origin)).rejects.toMatchObject({
      code: 'ROLLOUT_CHANGE_INVALID',
      message: expect.stringContaining(message) as unknown,
    });
    expect(recordedChanges).toEqual([]);
  });

  it('is made even if the counter of changes fails', async () => {
    const { store, clock } = new TestRollout();
    const onChange = (): never => {
      throw new Error('no meter');
    };
    const { entry } = await new Rollout({ store, onChange, now: clock.now }).set('basic', { mode: 'new' }, ann);
    expect(entry?.revision).toBe(1);
  });
});

describe('an override', () => {
  it('is added, replaced and removed', async () => {
    const test = new TestRollout();
    const acme = { tenant: 'acme' };
    await test.rollout.override(acme, { mode: 'new' }, ann);
    expect([await test.modeOf('basic', acme), await test.modeOf('basic')]).toEqual(['new', 'legacy']);
    const { entry } = await test.rollout.override(acme, { mode: 'shadow', percent: 100 }, ann);
    expect(entry).toMatchObject({ change: 'tenant acme: shadow', before: { mode: 'new' }, after: { mode: 'shadow' } });
    expect((await test.store.readRules()).overrides).toHaveLength(1);
    const removed = await test.rollout.removeOverride(acme, ann);
    expect(removed.entry).toMatchObject({ change: 'tenant acme: no override', after: null });
    expect(await test.modeOf('basic', acme)).toBe('legacy');
  });

  it('that does not exist cannot be removed; the message lists the existing ones', async () => {
    const { rollout } = new TestRollout();
    const wanted = { workflowId: 'order-7', type: 'basic' };
    await expect(rollout.removeOverride(wanted, ann)).rejects.toThrow(
      'there is no override for workflow order-7, basic; there are none',
    );
    await rollout.override({ definition: 'order', tenant: 'acme' }, { mode: 'new' }, ann);
    await expect(rollout.removeOverride(wanted, ann)).rejects.toThrow('there are: tenant acme, definition order');
  });

  it('has to name runs', async () => {
    const { rollout } = new TestRollout();
    await expect(rollout.override({ type: 'basic' }, { mode: 'new' }, ann)).rejects.toMatchObject({
      code: 'ROLLOUT_CHANGE_INVALID',
      message: expect.stringContaining(
        'overrides[0]: expected at least one of workflowId, tenant, definition',
      ) as unknown,
    });
  });
});

describe('the kill switch', () => {
  it('makes all types legacy, and restores the same rules', async () => {
    const test = new TestRollout();
    await test.rollout.set('basic', { mode: 'new' }, ann);
    await test.rollout.killSwitch('on', ann);
    expect(await test.modeOf('basic')).toBe('legacy');
    await test.rollout.killSwitch('off', ann);
    expect(await test.modeOf('basic')).toBe('new');
    expect(test.recordedChanges.map(({ change }) => change)).toEqual([
      'basic: new',
      'kill switch on',
      'kill switch off',
    ]);
  });

  it('that is already on changes nothing, and is not audited', async () => {
    const { rollout, recordedChanges } = new TestRollout();
    await rollout.killSwitch('on', ann);
    expect(await rollout.killSwitch('on', ann)).toEqual({ rules: (await rollout.killSwitch('on', ann)).rules });
    expect(recordedChanges).toHaveLength(1);
  });
});

describe('a rollback', () => {
  it('makes a type legacy for all runs, even with an override, until it is set again', async () => {
    const test = new TestRollout();
    await test.rollout.set('basic', { mode: 'new' }, ann);
    await test.rollout.override({ tenant: 'acme' }, { mode: 'new' }, ann);
    const { entry } = await test.rollout.rollback('basic', ann);
    expect(entry).toMatchObject({ kind: 'roll_back', types: ['basic'], change: 'basic: rolled back to legacy' });
    expect(await test.modeOf('basic', { tenant: 'acme' })).toBe('legacy');
    expect(await test.modeOf('wait', { tenant: 'acme' })).toBe('new');
    await test.rollout.set('basic', { mode: 'shadow' }, ann);
    expect([await test.modeOf('basic', { tenant: 'acme' }), await test.modeOf('basic')]).toEqual(['new', 'shadow']);
  });

  it('of all types stops each of them; a second one changes nothing', async () => {
    const { rollout, store, recordedChanges } = new TestRollout();
    await rollout.set('basic', { mode: 'new' }, ann);
    await rollout.rollback('all', ann);
    await rollout.rollback('all', ann);
    const { types } = await store.readRules();
    expect(flaggedTypes.every((type) => types[type]?.stopped?.reason === 'a test')).toBe(true);
    expect(recordedChanges).toHaveLength(2);
  });
});

describe('the plan', () => {
  it('is changed only in the given parts', async () => {
    const { rollout, store } = new TestRollout();
    await rollout.setPlan({ stages: [10, 100], gates: { parity: { minimum: 5 } } }, ann);
    const { plan } = await store.readRules();
    expect(plan).toMatchObject({
      stages: [10, 100],
      otherwise: 'shadow',
      gates: { parity: { minimum: 5, atLeast: 0.999 }, latency: { ratio: 1.2 } },
    });
    await expect(rollout.setPlan({ gates: { speed: {} } }, ann)).rejects.toThrow(/plan\.gates: unknown field "speed"/);
  });
});

describe('the status', () => {
  it('has every type with its stage, the verdicts of its gates, and the last use of the old engine', async () => {
    const { rollout, ...test } = new TestRollout();
    await rollout.set('basic', { mode: 'new', percent: 5 }, ann);
    await rollout.rollback('wait', ann);
    await test.store.record(evidenceOf({ visits: [visitsOf('basic', 'legacy', { succeeded: 1 })] }));
    const status = await rollout.status();
    expect(status).toMatchObject({ revision: 2, killSwitch: false, overrides: [] });
    expect(status.types.map(({ type }) => type)).toEqual(flaggedTypes);
    const [basic, wait, signal] = status.types;
    expect(basic).toMatchObject({ stage: 5, lastLegacyAt: start });
    expect(basic?.gates.map(({ gate, verdict }) => [gate, verdict])).toEqual([
      ['parity', 'too_few'],
      ['errorRate', 'too_few'],
      ['latency', 'too_few'],
    ]);
    expect(wait).toMatchObject({ stage: 'stopped', gates: [], lastLegacyAt: null });
    expect(signal).toMatchObject({ stage: 'legacy', rule: { mode: 'legacy', percent: 100 } });
  });
});

describe('the report', () => {
  it('has comparisons, differences and figures of both engines for each type and definition', async () => {
    const { rollout, store, clock } = new TestRollout();
    const tookMs = [...Array.from({ length: 18 }, () => 10), 20, 30];
    const visits = [
      visitsOf('basic', 'legacy', { succeeded: 15, failed: 5, tookMs }),
      visitsOf('basic', 'new', { succeeded: 20, tookMs: [7] }),
    ];
    const differences = [differenceOf({ at: '/lines/3' }), differenceOf({ at: '/lines/4', path: 'b' })];
    await store.record(evidenceOf({ visits, comparisons: [{ type: 'basic', equal: 8 }], differences }));
    await store.record(evidenceOf({ definition: 'invoice', comparisons: [{ type: 'wait', equal: 1 }] }));
    clock.advance(60_000);
    const report = await rollout.report({ windowMs: 3_600_000 });
    expect([report.from, report.to]).toEqual(['2026-03-01T09:01:00.000Z', '2026-03-01T10:01:00.000Z']);
    expect(report.parts).toHaveLength(2);
    const [invoice, order] = report.parts;
    expect(invoice).toMatchObject({ definition: 'invoice', type: 'wait', parity: 1, differences: [] });
    expect(invoice?.engines.new).toEqual({
      visits: 0,
      failed: 0,
      errorRate: null,
      latency: { p50: null, p95: null, p99: null },
    });
    expect(order).toMatchObject({ definition: 'order', type: 'basic', compared: 10, equal: 8, parity: 0.8 });
    expect(order?.differences).toMatchObject([{ at: '/lines/*', count: 2, examples: [{ at: '/lines/3' }, {}] }]);
    expect(order?.engines.legacy).toEqual({
      visits: 20,
      failed: 5,
      errorRate: 0.25,
      latency: { p50: 10, p95: 20, p99: expect.any(Number) as number },
    });
    expect(await rollout.report({ type: 'router' })).toMatchObject({ parts: [] });
  });
});

describe('a store that cannot be reached', () => {
  class AwayStore extends MemoryRolloutStore {
    override readRules(): Promise<never> {
      return Promise.reject(new StoreUnavailableError('connect ECONNREFUSED'));
    }
  }

  it('is reported with advice', async () => {
    const { rollout } = new TestRollout(new AwayStore());
    await expect(rollout.status()).rejects.toMatchObject({
      code: 'ROLLOUT_STORE_UNAVAILABLE',
      message: expect.stringMatching(/ECONNREFUSED\. Try again when it is available/) as unknown,
    });
    await expect(rollout.killSwitch('on', ann)).rejects.toMatchObject({
      code: 'ROLLOUT_STORE_UNAVAILABLE',
      message: expect.stringMatching(/The change may have been made: check the audit/) as unknown,
    });
  });
});
