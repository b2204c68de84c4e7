import * as fc from 'fast-check';
import { stageOf } from '../promotion/stage';
import type { TestRollout as Test } from './rollout.fixture';
import { ann, TestRollout } from './rollout.fixture';

const MINUTE_MS = 60_000;
const enough = { legacy: 500, new: 500, compared: 1_000 };

async function stageNow({ store }: Test): Promise<unknown> {
  return stageOf((await store.readRules()).types['basic']);
}

async function step(test: Test): Promise<string> {
  test.clock.advance(MINUTE_MS);
  return (await test.rollout.step('basic', { actor: 'controller' })).action;
}

/** A rollout with basic tasks at 5 %, without evidence at that stage. */
async function atFivePercent(): Promise<Test> {
  const test = new TestRollout();
  await step(test);
  await test.gather('basic', enough);
  await step(test);
  await test.gather('basic', enough);
  await step(test);
  expect(await stageNow(test)).toBe(5);
  return test;
}

describe('a promotion', () => {
  it('goes from legacy to new, stage by stage, and audits every step with the verdicts of its gates', async () => {
    const test = new TestRollout();
    const stages: unknown[] = [await stageNow(test)];
    while ((await step(test)) === 'advance') {
      stages.push(await stageNow(test));
      await test.gather('basic', enough);
    }
    expect(stages).toEqual(['legacy', 'shadow', 1, 5, 25, 50, 100]);
    expect(test.recordedChanges).toHaveLength(6);
    expect(test.recordedChanges[2]).toMatchObject({
      actor: 'controller',
      kind: 'advance',
      change: 'basic: new for 5 %, otherwise shadow',
    });
    expect(test.recordedChanges[2]?.reason).toMatch(/parity: 2,000 of 2,000 .* errorRate: 0 of .* latency: the 95th/);
  });

  it('waits at a stage for enough evidence of that stage', async () => {
    const test = await atFivePercent();
    expect(await step(test)).toBe('hold');
    await test.gather('basic', { new: 199 });
    expect(await step(test)).toBe('hold');
    await test.gather('basic', { new: 1 });
    expect(await step(test)).toBe('advance');
  });

  it('rolls back by itself with a reason when a gate fails, and does not start again by itself', async () => {
    const test = await atFivePercent();
    await test.gather('basic', { new: 200, failed: 12 });
    const result = await test.rollout.step('basic', { actor: 'controller', reason: 'every minute' });
    expect(result).toMatchObject({ action: 'roll_back', entry: { kind: 'roll_back' } });
    expect(result.entry?.reason).toMatch(
      /^every minute: errorRate: .*12 of 200 visits by the new engine failed \(6 %\)/,
    );
    expect(await test.modeOf('basic')).toBe('legacy');
    expect(await step(test)).toBe('hold');
    expect(test.recordedChanges.at(-1)?.kind).toBe('roll_back');
  });

  it('rolls back from 100 %, too', async () => {
    const test = new TestRollout();
    await test.rollout.set('basic', { mode: 'shadow' }, ann);
    await test.gather('basic', enough);
    test.clock.advance(MINUTE_MS);
    await test.rollout.set('basic', { mode: 'new' }, ann);
    expect(await step(test)).toBe('complete');
    await test.gather('basic', { new: 1_000, failed: 100 });
    expect(await step(test)).toBe('roll_back');
  });

  it('starts again after a rollback without old differences and failures', async () => {
    const test = await atFivePercent();
    await test.gather('basic', { new: 200, failed: 200 });
    expect(await step(test)).toBe('roll_back');
    await test.rollout.set('basic', { mode: 'shadow' }, ann);
    expect(await step(test)).toBe('hold');
    await test.gather('basic', enough);
    expect(await step(test)).toBe('advance');
    await test.gather('basic', enough);
    expect(await step(test)).toBe('advance');
  });

  it('uses only evidence within the windows of its gates', async () => {
    const test = await atFivePercent();
    await test.gather('basic', { new: 500 });
    test.clock.advance(61 * MINUTE_MS);
    expect(await step(test)).toBe('hold');
  });

  it('holds while the kill switch is on', async () => {
    const test = await atFivePercent();
    await test.gather('basic', enough);
    await test.rollout.killSwitch('on', ann);
    expect(await step(test)).toBe('hold');
    expect(await stageNow(test)).toBe(5);
  });

  it('refuses an unknown type', async () => {
    await expect(new TestRollout().rollout.step('all', ann)).rejects.toMatchObject({ code: 'ROLLOUT_CHANGE_INVALID' });
  });

  const count = fc.constantFrom(0, 1, 50, 199, 200, 1_000);
  const batch = fc.record({ legacy: count, new: count, compared: count, failed: fc.constantFrom(0, 0, 0, 1, 3, 40) });

  it('never skips a stage and never advances with too little evidence', async () => {
    const property = fc.asyncProperty(fc.array(batch, { maxLength: 30 }), async (batches) => {
      const test = new TestRollout();
      const order = ['legacy', 'shadow', 1, 5, 25, 50, 100];
      let newOfStage = 0;
      let compared = 0;
      for (const counts of batches) {
        const before = await stageNow(test);
        const action = await step(test);
        const after = await stageNow(test);
        if (action === 'advance') {
          expect(order.indexOf(after as string)).toBe(order.indexOf(before as string) + 1);
          if (before !== 'legacy') expect(compared).toBeGreaterThanOrEqual(1_000);
          if (typeof before === 'number') expect(newOfStage).toBeGreaterThanOrEqual(200);
          newOfStage = 0;
        } else expect(after).toBe(action === 'roll_back' ? 'stopped' : before);
        const failed = Math.min(counts.failed, counts.new);
        await test.gather('basic', { ...counts, failed });
        newOfStage += counts.new;
        compared += after === 'legacy' || after === 'stopped' ? 0 : counts.compared;
      }
    });
    await fc.assert(property, { numRuns: 200 });
  });
});
