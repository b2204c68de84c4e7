import { initialRules } from '../../rules/parse-rules';
import { rulesOf } from '../../rules/rules.fixture';
import type { RolloutStore } from '../rollout-store';
import { changeOf, type StorePlace } from './store-place.fixture';
import { TwoStores } from './two-stores.fixture';

/** The tests of rules and changes for every `RolloutStore`. */
export function describeRules(create: () => Promise<StorePlace>): void {
  const stores = new TwoStores(create);
  describeCommits(stores);
  describeAudit(stores);
}

function describeCommits(stores: TwoStores): void {
  it('returns the initial rules before the first write', async () => {
    expect(await stores.one.readRules()).toEqual(initialRules);
    expect(await stores.one.listAudit()).toEqual([]);
  });

  it('returns the written rules to all readers unchanged', async () => {
    const rules = rulesOf({
      types: { basic: { mode: 'new', percent: 0.1 } },
      overrides: [{ tenant: 'Ü {x} "y"', mode: 'shadow' }],
    });
    expect(await stores.one.commit(changeOf(initialRules, { rules }))).toBe('committed');
    expect(await stores.other.readRules()).toEqual({ ...rules, revision: 1 });
  });

  it('refuses rules whose revision is not one above the current one', async () => {
    await stores.one.commit(changeOf(initialRules));
    for (const revision of [-1, 0, 2])
      expect(await stores.other.commit(changeOf({ revision }, { rules: { killSwitch: true } }))).toBe('conflict');
    expect(await stores.one.readRules()).toMatchObject({ revision: 1, killSwitch: false });
    expect(await stores.one.listAudit()).toHaveLength(1);
  });

  it('loses no change of two concurrent writers', async () => {
    const add = async (store: RolloutStore, tenant: string): Promise<void> => {
      for (;;) {
        const before = await store.readRules();
        const overrides = [...before.overrides, { tenant, mode: 'new', percent: 100, otherwise: 'legacy' } as const];
        if ((await store.commit(changeOf(before, { rules: { overrides } }))) === 'committed') return;
      }
    };
    const tenants = Array.from({ length: 20 }, (_, index) => `t${index}`);
    await Promise.all(tenants.map((tenant, index) => add(index % 2 === 0 ? stores.one : stores.other, tenant)));
    const { overrides, revision } = await stores.other.readRules();
    expect(overrides.map(({ tenant }) => tenant)).toHaveLength(tenants.length);
    expect(new Set(overrides.map(({ tenant }) => tenant))).toEqual(new Set(tenants));
    expect(revision).toBe(tenants.length);
    expect((await stores.one.listAudit()).map((entry) => entry.revision)).toEqual(
      tenants.map((_, index) => 20 - index),
    );
  });
}

function describeAudit(stores: TwoStores): void {
  it('lists changes as written, the latest first, page by page', async () => {
    for (let revision = 0; revision < 5; revision += 1) await stores.one.commit(changeOf({ revision }));
    const first = await stores.other.listAudit({ limit: 2 });
    const second = await stores.other.listAudit({ limit: 2, before: first.at(-1)?.revision ?? 0 });
    expect([...first, ...second].map(({ change }) => change)).toEqual(['change 5', 'change 4', 'change 3', 'change 2']);
    expect(first[0]).toEqual(changeOf({ revision: 4 }).entry);
  });

  it('notifies watchers until they stop', async () => {
    let notify: () => void = () => undefined;
    const news = new Promise<void>((resolve) => {
      notify = resolve;
    });
    const stop = stores.other.watchRules(() => {
      void stores.other.readRules().then(({ revision }) => revision === 1 && notify());
    });
    await stores.one.commit(changeOf(initialRules));
    await news;
    stop();
  });
}
