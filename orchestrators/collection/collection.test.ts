import { BARELY_LINEAR, growthOf } from '../../test/setup/growth-of';
import type { Json } from '../model/json';
import { act, collection, composite, failing, give, parallel, pause, set, task } from '../simulator/plan.fixture';
import { outputAt, run, statuses } from '../simulator/run.fixture';
import { rootScope } from '../engine/scope';
import { CollectionOutput } from './collection-output';
import { expandItems, maxItems } from './item-expander';
import { Items } from './items';
import { failureOutcome } from '../engine/failures';

const error = { code: 'X', message: '', task: 'each[1]', details: null, attempt: 1 };
const counts = { total: 0, succeeded: 0, failed: 0, skipped: 0, canceled: 0 };
const boomAt = (bad: number): ReturnType<typeof task> =>
  task('one', 'basic', { action: 'fail', with: { code: 'BOOM' }, if: `\${ item == ${bad} }` });

describe('the item expander', () => {
  it('takes a list as it is', () => {
    expect(expandItems([3, 1, 2])).toEqual([3, 1, 2]);
  });

  it('takes a map as `{ key, value }` in the order of keys', () => {
    expect(expandItems({ b: 1, a: null })).toEqual([
      { key: 'a', value: null },
      { key: 'b', value: 1 },
    ]);
  });

  it.each<[Json, string]>([
    [null, 'null'],
    ['text', 'text'],
    [7, 'a number'],
    [true, 'a boolean'],
  ])('refuses %j', (items, found) => {
    expect(() => expandItems(items)).toThrow(
      expect.objectContaining({
        code: 'EXPRESSION_FAILED',
        message: `items must give a list or a map, but gave ${found}`,
      }),
    );
  });

  it('refuses more than this version runs', () => {
    expect(expandItems(Array.from({ length: maxItems }, () => 1))).toHaveLength(maxItems);
    expect(() => expandItems(Array.from({ length: maxItems + 1 }, () => 1))).toThrow(
      expect.objectContaining({ code: 'COLLECTION_TOO_LARGE' }),
    );
  });
});

describe('the items', () => {
  it('have each a path, and names as the task calls them', () => {
    const scope = rootScope(() => undefined);
    const items = new Items({ task: give('fetch', 1), as: 'page', indexAs: 'n' }, ['a', 'b'], {
      path: 'each#2',
      scope,
    });
    const children = [items.childAt(0), items.childAt(1)];
    expect(children.map(({ path }) => path)).toEqual(['each#2[0]', 'each#2[1]']);
    expect(children.map(({ scope: of }) => [of.get('page'), of.get('n'), of.get('item')])).toEqual([
      ['a', 0, undefined],
      ['b', 1, undefined],
    ]);
  });
});

describe('the output of a collection', () => {
  const failed = failureOutcome('FAILED', error);
  const sums = { total: 5, succeeded: 1, failed: 2, skipped: 1, canceled: 1 };

  /** Items end in another order than they have; the fourth never ran. */
  function outputWith(results: 'all' | 'failed' | 'none'): Json {
    const output = new CollectionOutput({ results }, 5);
    output.add(4, failed);
    output.add(2, { status: 'SKIPPED' });
    output.add(1, failed);
    output.add(0, { status: 'SUCCESS', output: 'a' });
    return output.value;
  }

  it('has results in the order of items, null where failed, skipped or not run, and counts that add up', () => {
    expect(outputWith('all')).toEqual({ results: ['a', null, null, null, null], ...sums });
  });

  it('has the failures alone, by index, with `results: failed`', () => {
    const results = [
      { index: 1, error },
      { index: 4, error },
    ];
    expect(outputWith('failed')).toEqual({ results, ...sums });
  });

  it('has no results with `results: none`', () => {
    expect(outputWith('none')).toEqual(sums);
  });
});

// Source: definition-language, "collection".
describe('collection', () => {
  it('runs one task for every item; results are in the order of items', async () => {
    const one = act('one', 'slow', { with: '${ item }' });
    const result = await run(collection('each', [30, 10, 20], one));
    expect(result.outcome).toMatchObject({ output: { results: [30, 10, 20], total: 3, succeeded: 3 } });
    expect(result.atMs).toBe(30);
    expect(Object.keys(statuses(result))).toEqual(['each', 'each[0]', 'each[1]', 'each[2]']);
  });

  it('names what is inside of an item', async () => {
    const result = await run(collection('each', ['x'], composite('one', [give('fetch', '${ item }')])));
    expect(statuses(result)).toEqual({ each: 'SUCCESS', 'each[0]': 'SUCCESS', 'each[0]/fetch': 'SUCCESS' });
  });

  it('leaves out what the filter leaves out: no state, null, counted as skipped; `index` is that before filtering', async () => {
    const result = await run(
      collection('each', ['a', 'b', 'c'], give('one', '${ index }'), { filter: '${ item != "b" }' }),
    );
    expect(result.outcome).toMatchObject({ output: { results: [0, null, 2], total: 3, succeeded: 2, skipped: 1 } });
    expect(Object.keys(statuses(result))).toEqual(['each', 'each[0]', 'each[2]']);
  });

  it('is a SUCCESS where it is empty', async () => {
    const result = await run(collection('each', [], give('one', 1)));
    expect(result.outcome).toEqual({ status: 'SUCCESS', output: { ...counts, results: [] } });
  });

  it('is a SUCCESS where all is filtered out', async () => {
    const result = await run(collection('each', [1, 2], give('one', 1), { filter: false, strategy: 'race' }));
    expect(result.outcome).toMatchObject({ status: 'SUCCESS', output: { skipped: 2 } });
  });

  it('fails as a whole where `items` fail', async () => {
    const result = await run(collection('each', '${ input.nope }', give('one', 1)));
    expect(result.outcome).toMatchObject({ error: { code: 'EXPRESSION_FAILED', task: 'each' } });
  });

  it('fails the item alone whose expression or filter fails', async () => {
    const fields = { filter: '${ 6 / item > 1 }', strategy: 'best_effort', results: 'failed' };
    const result = await run(collection('each', [0, 1, 2], give('one', '${ 1 / (item - 1) }'), fields));
    expect(result.outcome).toMatchObject({
      output: { succeeded: 1, failed: 2, results: [{ index: 0, error: { task: 'each[0]' } }, { index: 1 }] },
    });
    expect(result.states.get('each[0]')).toMatchObject({
      status: 'FAILED',
      startedAt: null,
      error: { code: 'EXPRESSION_FAILED' },
    });
  });

  it('tells what did not start as canceled, without a state', async () => {
    const result = await run(
      collection('each', [0, 1, 2, 3], boomAt(1), {
        concurrency: 1,
        strategy: 'fail_fast',
        onError: [{ continue: true }],
      }),
    );
    expect(statuses(result)).toEqual({ each: 'FAILED+', 'each[0]': 'SKIPPED', 'each[1]': 'FAILED' });
  });

  it('counts handled items as succeeded', async () => {
    const one = failing('one', 'X', { onError: [{ do: give('h', '${ item }') }] });
    const result = await run(collection('each', [7], one));
    expect(outputAt(result, 'each')).toMatchObject({ results: [7], succeeded: 1, failed: 0 });
  });

  it('fails with the first failure in order, or TOLERANCE_EXCEEDED', async () => {
    const one = act('one', 'slowBoom', { with: '${ item }' });
    const failed = await run(collection('each', [30, 10], one));
    expect(failed.outcome).toMatchObject({ error: { code: 'BOOM', task: 'each[0]' } });
    const fields = { tolerate: { percent: 50 }, filter: '${ item < 40 }' };
    const intolerant = await run(collection('each', [30, 10, 50, 60], one, fields));
    expect(intolerant.outcome).toMatchObject({
      error: { code: 'TOLERANCE_EXCEEDED', details: { failed: 2, total: 4 } },
    });
  });

  it('shows its items `vars` as they were at its start, whatever changes beside it', async () => {
    const each = collection('each', [1, 2], composite('one', [pause('p', '10s'), give('seen', '${ vars.n }')]), {
      concurrency: 1,
    });
    const change = set('change', { n: 2 }, { delay: '5s' });
    const result = await run([parallel('p', [each, change]), give('after', '${ vars.n }')], {
      plan: { vars: { n: 1 } },
    });
    expect(outputAt(result, 'p/each')).toMatchObject({ results: [1, 1] });
    expect(result.outcome).toMatchObject({ output: 2 });
  });
});

describe('a sequential collection', () => {
  const fields = { mode: 'sequential', strategy: 'fail_fast' };

  it('runs one item after the other; each sees and changes `vars`', async () => {
    const one = set('one', { sum: '${ vars.sum + item }' });
    const result = await run([collection('each', [1, 2, 3], one, fields), give('sum', '${ vars.sum }')], {
      plan: { vars: { sum: 0 } },
    });
    expect(outputAt(result, 'each')).toMatchObject({ results: [{ sum: 1 }, { sum: 3 }, { sum: 6 }] });
    expect(result.outcome).toMatchObject({ output: 6 });
  });

  it('stops at the first failure', async () => {
    const result = await run(collection('each', [0, 1, 2], boomAt(1), fields));
    expect(result.outcome).toMatchObject({ error: { task: 'each[1]' } });
    expect(statuses(result)).toEqual({ each: 'FAILED', 'each[0]': 'SKIPPED', 'each[1]': 'FAILED' });
  });

  it('asks its filter when it comes to an item', async () => {
    const one = set('one', { last: '${ item }' });
    const result = await run(collection('each', [1, 1, 2, 2], one, { ...fields, filter: '${ item != vars.last }' }), {
      plan: { vars: { last: 0 } },
    });
    expect(outputAt(result, 'each')).toMatchObject({ succeeded: 2, skipped: 2 });
  });

  it('whatever `concurrency` says', async () => {
    const result = await run(
      collection('each', [10, 10], act('one', 'slow', { with: '${ item }' }), { ...fields, concurrency: 5 }),
    );
    expect(result.atMs).toBe(20);
  });
});

describe('a large collection', () => {
  const body = composite('one', [give('twice', '${ item * 2 }'), give('more', '${ tasks.twice.output + 1 }')]);
  const runWith = (count: number): ReturnType<typeof run> =>
    run(collection('each', `\${ range(${count}) }`, body, { filter: '${ item % 10 != 9 }', results: 'none' }));

  it('of 5,000 items with a pure body', async () => {
    expect((await runWith(5_000)).outcome).toMatchObject({ output: { total: 5000, succeeded: 4500, skipped: 500 } });
  });

  it('costs what its items cost', async () => expect(await growthOf(runWith, 5_000)).toBeLessThan(BARELY_LINEAR));
});
