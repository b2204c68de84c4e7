import { rulesOf } from '../../rules/rules.fixture';
import { evidenceOf, visitsOf } from '../conformance/evidence.fixture';
import { describeRolloutStore } from '../conformance/rollout-store.conformance.fixture';
import { changeOf, TestClock } from '../conformance/store-place.fixture';
import { REMEMBERED_MS } from '../periods';
import { MemoryRolloutStore } from './memory-rollout-store';

describeRolloutStore('MemoryRolloutStore', async () => {
  let store: MemoryRolloutStore | undefined;
  return {
    open: (options) => (store ??= new MemoryRolloutStore(options)),
    tearDown: async () => undefined,
  };
});

describe('MemoryRolloutStore', () => {
  it('starts with the given rules', async () => {
    const store = new MemoryRolloutStore({ rules: rulesOf({ revision: 7, killSwitch: true }) });
    expect(await store.readRules()).toMatchObject({ revision: 7, killSwitch: true });
    expect(await store.commit(changeOf({ revision: 7 }))).toBe('committed');
  });

  it('keeps the id of a batch for a day', async () => {
    const clock = new TestClock();
    const store = new MemoryRolloutStore(clock);
    const batch = evidenceOf({ visits: [visitsOf('basic', 'new', { succeeded: 1 })] });
    const counted = async (): Promise<number | undefined> =>
      (await store.readTotals({ fromMs: 0 }))[0]?.engines.new.succeeded;
    await store.record(batch);
    clock.advance(REMEMBERED_MS);
    await store.record(batch);
    expect(await counted()).toBe(1);
    clock.advance(1);
    await store.record(batch);
    expect(await counted()).toBe(2);
  });
});
