import type { Json } from '@octavo/orchestrators';
import * as fc from 'fast-check';
import type { Evidence } from '../../contracts/evidence';
import { initialRules } from '../../rules/parse-rules';
import { MOST_GROUPS } from '../evidence-counts';
import { PERIOD_MS, RETENTION_MS } from '../periods';
import { batches, differenceOf, evidenceOf, visitsOf } from './evidence.fixture';
import { expectedDifferences, expectedTotals } from './expected-evidence.fixture';
import { changeOf, type StorePlace } from './store-place.fixture';
import { TwoStores } from './two-stores.fixture';

/** The tests of evidence for every `RolloutStore`. */
export function describeEvidence(create: () => Promise<StorePlace>): void {
  const stores = new TwoStores(create);
  describeCounting(stores);
  describeWindows(stores);
  describeForgetting(stores);
  describeDifferences(stores);
}

const everything = { fromMs: 0 };
const oneVisit = (): Evidence => evidenceOf({ visits: [visitsOf('basic', 'new', { succeeded: 1 })] });

function describeCounting(stores: TwoStores): void {
  it('is empty at first', async () => {
    expect(await stores.one.readTotals(everything)).toEqual([]);
    expect(await stores.one.readDifferences(everything)).toEqual([]);
    expect(await stores.one.readLastLegacy()).toEqual({});
  });

  it('has the sum of all batches, each counted once, for any order, writer and number of deliveries', async () => {
    const property = fc.asyncProperty(batches, fc.infiniteStream(fc.boolean()), async (sent, coins) => {
      await stores.renew();
      // All evidence is of this moment: without the empty periods of a month, a read takes a few commands.
      const now = { fromMs: stores.clock.nowMs };
      const twice = [...sent, ...sent.filter(() => coins.next().value)];
      await Promise.all(twice.map((batch) => (coins.next().value ? stores.one : stores.other).record(batch)));
      expect(await stores.one.readTotals(now)).toEqual(expectedTotals(sent));
      expect(await stores.other.readTotals(now)).toEqual(expectedTotals(sent));
      const groups = await stores.one.readDifferences(now);
      expect(
        Object.fromEntries(groups.map(({ count, examples: _examples, ...key }) => [JSON.stringify(key), count])),
      ).toEqual(expectedDifferences(sent));
    });
    await fc.assert(property, { numRuns: 60 });
  });

  it('filters a window by type and definition', async () => {
    const visits = [visitsOf('basic', 'new', { succeeded: 1 }), visitsOf('wait', 'new', { failed: 2 })];
    await stores.one.record(evidenceOf({ visits }));
    await stores.one.record(evidenceOf({ visits, definition: 'invoice' }));
    const keysOf = async (window: object): Promise<readonly string[]> =>
      (await stores.other.readTotals({ ...everything, ...window })).map(
        ({ definition, type }) => `${definition} ${type}`,
      );
    expect(await keysOf({})).toEqual(['invoice basic', 'invoice wait', 'order basic', 'order wait']);
    expect(await keysOf({ type: 'wait' })).toEqual(['invoice wait', 'order wait']);
    expect(await keysOf({ type: 'wait', definition: 'order' })).toEqual(['order wait']);
  });

  it('counts a visit with several differences as one compared visit', async () => {
    const differences = [differenceOf({ at: '/a' }), differenceOf({ at: '/b' }), differenceOf({ path: 'b' })];
    await stores.one.record(evidenceOf({ comparisons: [{ type: 'basic', equal: 3 }], differences }));
    expect(await stores.other.readTotals(everything)).toMatchObject([{ compared: 5, equal: 3 }]);
  });
}

function describeWindows(stores: TwoStores): void {
  async function countSince(fromMs: number): Promise<number> {
    const totals = await stores.other.readTotals({ fromMs });
    return totals.reduce((sum, { engines }) => sum + engines.new.succeeded, 0);
  }

  it('counts the periods that began within the window', async () => {
    const start = stores.clock.nowMs;
    for (let count = 0; count < 4; count += 1) {
      await stores.one.record(oneVisit());
      stores.clock.advance(PERIOD_MS);
    }
    expect(await countSince(start)).toBe(4);
    expect(await countSince(start + 1)).toBe(3);
    expect(await countSince(start + 3 * PERIOD_MS)).toBe(1);
    expect(await countSince(stores.clock.nowMs)).toBe(0);
  });

  it('separates evidence before and after a change of the rules exactly', async () => {
    stores.clock.advance(1_234);
    await stores.one.record(oneVisit());
    const changedAt = stores.clock.advance(1_000);
    await stores.other.commit(changeOf(initialRules, { entry: { at: new Date(changedAt).toISOString() } }));
    for (let count = 0; count < 3; count += 1) await stores.one.record(oneVisit());
    expect(await countSince(changedAt)).toBe(3);
    expect(await countSince(changedAt + 1)).toBe(0);
    expect(await countSince(0)).toBe(4);
  });

  it('separates them even if the clock of the next writer is behind', async () => {
    const changedAt = stores.clock.advance(3_000);
    const at = (ms: number): object => ({ entry: { at: new Date(ms).toISOString() } });
    await stores.one.record(oneVisit());
    await stores.other.commit(changeOf({ revision: 0 }, at(changedAt)));
    await stores.other.commit(changeOf({ revision: 1 }, at(changedAt - 2_000)));
    await stores.one.record(oneVisit());
    expect(await countSince(changedAt)).toBe(1);
  });
}

function describeForgetting(stores: TwoStores): void {
  it('deletes evidence after its retention time, but never the last use of the old engine', async () => {
    const usedAt = new Date(stores.clock.nowMs).toISOString();
    await stores.one.record(evidenceOf({ visits: [visitsOf('wait', 'legacy', { succeeded: 1 })] }));
    stores.clock.advance(RETENTION_MS + PERIOD_MS);
    await stores.one.record(oneVisit());
    expect((await stores.other.readTotals(everything)).map(({ type }) => type)).toEqual(['basic']);
    expect(await stores.other.readLastLegacy()).toEqual({ wait: usedAt });
  });

  it('has the last use of the old engine for each type', async () => {
    const legacy = (type: string): Evidence => evidenceOf({ visits: [visitsOf(type, 'legacy', { failed: 1 })] });
    await stores.one.record(legacy('wait'));
    const later = stores.clock.advance(90_000);
    await stores.other.record(legacy('basic'));
    await stores.other.record(
      evidenceOf({ visits: [visitsOf('wait', 'new', { succeeded: 5 }), visitsOf('wait', 'legacy')] }),
    );
    expect(await stores.one.readLastLegacy()).toEqual({
      basic: new Date(later).toISOString(),
      wait: new Date(later - 90_000).toISOString(),
    });
  });
}

function describeDifferences(stores: TwoStores): void {
  it('groups differences by their probable cause, the most frequent first, with up to five examples each', async () => {
    const differences = Array.from({ length: 8 }, (_, index) =>
      differenceOf({ path: `each[${index}]`, at: `/lines/${index}/price`, new: index }),
    );
    await stores.one.record(
      evidenceOf({ differences: [differenceOf({ type: 'wait', field: 'status', at: '' }), ...differences] }),
    );
    const [first, second, ...others] = await stores.other.readDifferences(everything);
    expect(others).toEqual([]);
    expect(first).toMatchObject({
      definition: 'order',
      field: 'output',
      at: '/lines/*/price',
      kind: 'value',
      count: 8,
    });
    const example = { workflowId: 'order-1', runId: 'run-1', path: 'each[0]', at: '/lines/0/price', legacy: 1, new: 0 };
    expect(first?.examples).toHaveLength(5);
    expect(first?.examples[0]).toEqual(example);
    expect(second).toMatchObject({ type: 'wait', field: 'status', count: 1 });
  });

  it('returns any differing values, and distinguishes missing from null', async () => {
    const property = fc.asyncProperty(fc.jsonValue({ maxDepth: 3 }), async (any) => {
      // As in a history: -0 becomes 0.
      const value = JSON.parse(JSON.stringify(any)) as Json;
      stores.clock.advance(PERIOD_MS);
      const { legacy: _legacy, ...added } = differenceOf({ new: value });
      await stores.one.record(evidenceOf({ differences: [added] }));
      const [group] = await stores.other.readDifferences({ fromMs: stores.clock.nowMs });
      expect(group?.kind).toBe('added');
      expect(group?.examples[0]).not.toHaveProperty('legacy');
      if (JSON.stringify(value).length < 1_000) expect(group?.examples[0]?.new).toEqual(value);
    });
    await fc.assert(property, { numRuns: 50 });
  });

  it('stays small if every difference has another place', async () => {
    const differences = Array.from({ length: MOST_GROUPS + 50 }, (_, index) => differenceOf({ at: `/x${index}` }));
    await stores.one.record(evidenceOf({ differences }));
    const groups = await stores.other.readDifferences(everything);
    expect(groups).toHaveLength(MOST_GROUPS + 1);
    expect(groups[0]).toMatchObject({ at: '*', count: 50 });
  });
}
