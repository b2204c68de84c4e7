import type { Json } from '../model/json';
import { aggregate, composite, failing, give, parallel } from '../simulator/plan.fixture';
import { run } from '../simulator/run.fixture';
import { operations, type OperationName } from './operations';

const taken = (...values: Json[]): { item: Json; value: Json }[] => values.map((value) => ({ item: value, value }));
const outputOf = async (operation: object, input: Json = {}, fields: object = {}): Promise<unknown> => {
  const { outcome } = await run(aggregate('a', { x: operation }, { ...fields }), { input });
  return outcome?.status === 'SUCCESS' ? (outcome.output as { x: unknown }).x : outcome?.error;
};

// Source: definition-language, "aggregate".
describe('the operations', () => {
  it.each<[OperationName, Json[], Json]>([
    ['sum', [1, 2, 3.5], 6.5],
    ['count', [null, 'x'], 2],
    ['avg', [1, 2], 1.5],
    ['min', [3, 1, 2], 1],
    ['min', ['b', 'a'], 'a'],
    ['max', [3, 10, 2], 10],
    ['max', ['b', 'c'], 'c'],
    ['collect', [1, null, [2]], [1, null, [2]]],
    ['concat', [[1], [], [[2], 3]], [1, [2], 3]],
    ['merge', [{ a: 1, b: 1 }, { b: 2 }], { a: 1, b: 2 }],
    ['distinct', ['a', 'b', 'a', 1, '1', { x: 1, y: 2 }, { y: 2, x: 1 }], ['a', 'b', 1, '1', { x: 1, y: 2 }]],
    ['groupBy', ['a', 1, true, 'a', null], { a: ['a', 'a'], 1: [1], true: [true], null: [null] }],
    ['first', [1, 2], 1],
    ['last', [1, 2], 2],
  ])('%s of %j', (op, values, result) => {
    expect(operations[op](taken(...values))).toEqual(result);
  });

  it.each<[OperationName, Json]>([
    ['sum', 0],
    ['count', 0],
    ['avg', null],
    ['min', null],
    ['max', null],
    ['first', null],
    ['last', null],
    ['collect', []],
    ['concat', []],
    ['distinct', []],
    ['merge', {}],
    ['groupBy', {}],
  ])('%s of nothing is %j', (op, result) => {
    expect(operations[op]([])).toEqual(result);
  });

  it.each<[OperationName, Json[]]>([
    ['sum', ['1']],
    ['avg', [null]],
    ['min', [1, 'a']],
    ['max', [true]],
    ['concat', ['text']],
    ['merge', [[1]]],
    ['groupBy', [[]]],
    ['groupBy', [{}]],
    ['sum', [2 ** 53, 1]],
    ['sum', [Number.MAX_VALUE, Number.MAX_VALUE]],
  ])('%s refuses %j', (op, values) => {
    expect(() => operations[op](taken(...values))).toThrow(expect.objectContaining({ code: 'EXPRESSION_FAILED' }));
  });

  it('keep a key that objects have by themselves', () => {
    const merged = operations.merge(taken(JSON.parse('{"__proto__":1,"constructor":2}') as Json));
    expect(Object.keys(merged as object)).toEqual(['__proto__', 'constructor']);
  });
});

describe('aggregate', () => {
  it('makes one output of several operations and expressions', async () => {
    const task = aggregate('a', { total: { op: 'sum', of: '${ input.n }' }, twice: '${ input.n[0] * 2 }' });
    const { outcome } = await run(task, { input: { n: [1, 2] } });
    expect(outcome).toEqual({ status: 'SUCCESS', output: { total: 3, twice: 2 } });
  });

  it('takes `of` as a list, or as a map: its values by key', async () => {
    expect(await outputOf({ op: 'collect', of: '${ input }' }, { b: 1, a: 2 })).toEqual([2, 1]);
    expect(await outputOf({ op: 'collect', of: [1, '${ 2 }'] })).toEqual([1, 2]);
  });

  it('takes what `by` says of the items that `where` lets through', async () => {
    const input = [
      { n: 1, k: 'a' },
      { n: 2, k: 'b' },
      { n: 3, k: 'a' },
    ];
    expect(await outputOf({ op: 'sum', of: '${ input }', by: '${ item.n }', where: '${ item.k == "a" }' }, input)).toBe(
      4,
    );
    expect(
      await outputOf({ op: 'collect', of: '${ input }', by: '${ index }', where: '${ index > 0 }' }, input),
    ).toEqual([1, 2]);
  });

  it('groups the items by the key that `by` gives', async () => {
    const input = [{ k: 'a' }, { k: 'b' }, { k: 'a' }];
    expect(await outputOf({ op: 'groupBy', of: '${ input }', by: '${ item.k }' }, input)).toEqual({
      a: [input[0], input[2]],
      b: [input[1]],
    });
  });

  it('takes `from` where an operation has no `of`; evaluated once', async () => {
    const task = aggregate('a', { first: { op: 'first' }, count: { op: 'count' } }, { from: '${ input }' });
    await expect(run(task, { input: [7, 8] })).resolves.toMatchObject({ outcome: { output: { first: 7, count: 2 } } });
  });

  it("takes the outputs of its list's finished tasks where there is no `from`", async () => {
    const tasks = [
      give('a', 1),
      give('skipped', 9, { if: false }),
      failing('handled', 'X', { onError: [{ do: give('h', 2) }] }),
      aggregate('all', { of: { op: 'collect' } }),
    ];
    const { outcome } = await run([give('outer', 5), composite('group', tasks)]);
    expect(outcome).toMatchObject({ output: { of: [1, 2] } });
  });

  it('takes the outputs of a parallel by its ids', async () => {
    const tasks = [
      parallel('p', [give('b', 2), give('a', 1)]),
      aggregate('all', { of: { op: 'collect', of: '${ tasks.p.output }' } }),
    ];
    await expect(run(tasks)).resolves.toMatchObject({ outcome: { output: { of: [1, 2] } } });
  });

  it.each([
    [{ op: 'count', of: 'text' }, /of must give a list or a map/],
    [{ op: 'count', of: null }, /of must give a list or a map/],
    [{ op: 'sum', of: [1], by: '${ item.nope }' }, /nope/],
    [{ op: 'sum', of: [1], where: '${ 1 }' }, /true or false/],
  ])('fails with %j', async (operation, message) => {
    expect(await outputOf(operation)).toMatchObject({
      code: 'EXPRESSION_FAILED',
      message: expect.stringMatching(message),
    });
  });

  it('fails with OUTPUT_INVALID where the result does not satisfy its schema', async () => {
    const schema = { properties: { x: { type: 'number', minimum: 5 } } };
    expect(await outputOf({ op: 'sum', of: [2, 3] }, {}, { schema })).toBe(5);
    expect(await outputOf({ op: 'sum', of: [2] }, {}, { schema })).toMatchObject({
      code: 'OUTPUT_INVALID',
      details: [expect.objectContaining({ path: expect.stringContaining('x') })],
    });
  });
});
