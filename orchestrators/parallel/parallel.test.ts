import { act, aggregate, composite, failing, give, parallel, pause } from '../simulator/plan.fixture';
import { outputAt, run, statuses } from '../simulator/run.fixture';
import { rootScope } from '../engine/scope';
import { ChildPreparer, neededIndices } from './child-preparer';

const wait = (id: string, ms: number, fields = {}): ReturnType<typeof act> => act(id, 'slow', { with: ms, ...fields });
const boom = (id: string, ms: number, fields = {}): ReturnType<typeof act> =>
  act(id, 'slowBoom', { with: ms, ...fields });

describe('the child preparer', () => {
  const tasks = [give('a', 1), give('b', 1, { needs: ['a'] })];

  const list = rootScope(() => undefined).openList();
  const context = { path: 'p#2', scope: list, records: { stateOf: () => undefined } } as unknown as ChildPlace;
  type ChildPlace = ConstructorParameters<typeof ChildPreparer>[1];

  it('gives the children in the order of the list, with the indices of those that they need', () => {
    const children = new ChildPreparer(tasks, context);
    expect([children.next(), children.next(), children.next()]).toMatchObject([
      { index: 0, needs: [] },
      { index: 1, needs: [0] },
      undefined as never,
    ]);
    expect([children.total, children.hasNeeds, new ChildPreparer([give('a', 1)], context).hasNeeds]).toEqual([
      2,
      true,
      false,
    ]);
  });

  it('knows who needs whom', () => {
    expect(neededIndices(tasks)).toEqual([[], [0]]);
    expect(() => neededIndices([give('a', 1, { needs: ['x'] })])).toThrow('"a" needs "x"');
  });
});

// Source: definition-language, "parallel".
describe('parallel', () => {
  it('runs its tasks at the same time', async () => {
    const result = await run(parallel('p', [wait('a', 300), wait('b', 200)]));
    expect(result.atMs).toBe(300);
  });

  it("gives every child's id with its output, null unless it succeeded or was handled", async () => {
    const handled = failing('handled', 'X', { onError: [{ do: give('h', 'saved') }] });
    const tasks = [give('a', 1), failing('bad', 'X'), handled, give('skipped', 1, { if: false })];
    const result = await run(parallel('p', tasks, { strategy: 'best_effort' }));
    expect(result.outcome).toEqual({ status: 'SUCCESS', output: { a: 1, bad: null, handled: 'saved', skipped: null } });
  });

  it('is a SUCCESS where nothing ran', async () => {
    for (const strategy of ['wait_all', 'fail_fast', 'best_effort', 'race']) {
      const result = await run(parallel('p', [give('a', 1, { if: false })], { strategy }));
      expect(result.outcome).toEqual({ status: 'SUCCESS', output: { a: null } });
    }
  });

  it('runs as many at once as `concurrency` says', async () => {
    const result = await run(
      parallel('p', [wait('a', 100), wait('b', 100), wait('c', 100)], { concurrency: '${ 1 + 1 }' }),
    );
    expect(result.atMs).toBe(200);
  });
});

describe('needs', () => {
  it('make a child wait for its siblings, and let it see them, directly or not', async () => {
    const tasks = [
      give('c', '${ tasks.a.output + tasks.b.output }', { needs: ['b'] }),
      give('b', '${ tasks.a.output * 10 }', { needs: ['a'] }),
      wait('a', 5),
    ];
    const result = await run(parallel('p', tasks));
    expect(result.outcome).toMatchObject({ output: { a: 5, b: 50, c: 55 } });
  });

  it.each([
    ['failed', boom('a', 1)],
    ['timed out', pause('a', '1h', { timeout: '1s' })],
  ])('that %s unhandled: the child is SKIPPED', async (_how, need) => {
    const result = await run(parallel('p', [need, give('b', 1, { needs: ['a'] })], { strategy: 'best_effort' }));
    expect(statuses(result)).toMatchObject({ 'p/b': 'SKIPPED' });
    expect(result.states.get('p/b')?.endedAt).not.toBeNull();
  });

  it('that were skipped or handled let it run', async () => {
    const handled = failing('a', 'X', { onError: [{ continue: true }] });
    const tasks = [handled, give('b', 1, { if: false }), give('c', 1, { needs: ['a', 'b'] })];
    await expect(run(parallel('p', tasks)).then(statuses)).resolves.toMatchObject({ 'p/c': 'SUCCESS' });
  });

  it('that were skipped because of a failure let it run as well', async () => {
    const tasks = [boom('a', 1), give('b', 1, { needs: ['a'] }), give('c', 1, { needs: ['b'] })];
    const result = await run(parallel('p', tasks, { strategy: 'best_effort' }));
    expect(statuses(result)).toMatchObject({ 'p/a': 'FAILED', 'p/b': 'SKIPPED', 'p/c': 'SUCCESS' });
  });

  it('are all that an aggregate of a child takes together by default', async () => {
    const tasks = [
      give('a', 1),
      give('b', 2),
      give('c', 4, { needs: ['a'] }),
      aggregate('sum', { total: { op: 'sum' } }, { needs: ['c'] }),
    ];
    const result = await run(parallel('p', tasks));
    expect(outputAt(result, 'p/sum')).toEqual({ total: 5 });
  });

  it('take no slot while they wait for their needs', async () => {
    const result = await run(parallel('p', [wait('b', 10, { needs: ['a'] }), wait('a', 10)], { concurrency: 1 }));
    expect(result.outcome?.status).toBe('SUCCESS');
  });
});

describe('wait_all', () => {
  it('fails after all have ended, with the first failure in order', async () => {
    const result = await run(parallel('p', [boom('a', 30), act('b', 'boom'), wait('c', 50)]));
    expect(result.outcome).toMatchObject({ error: { code: 'BOOM', task: 'p/a' } });
    expect(statuses(result)).toEqual({ p: 'FAILED', 'p/a': 'FAILED', 'p/b': 'FAILED', 'p/c': 'SUCCESS' });
  });

  it('tolerates exactly the limit; one more is TOLERANCE_EXCEEDED with details', async () => {
    const tasks = [boom('a', 1), boom('b', 2), wait('c', 3)];
    const tolerant = await run(parallel('p', tasks, { tolerate: { count: 2 } }));
    expect(tolerant.outcome).toMatchObject({ status: 'SUCCESS', output: { a: null, b: null, c: 3 } });
    const strict = await run(parallel('p', tasks, { tolerate: { percent: '${ 50 }' } }));
    expect(strict.outcome).toMatchObject({
      error: {
        code: 'TOLERANCE_EXCEEDED',
        task: 'p',
        details: { failed: 2, total: 3, errors: [{ task: 'p/a' }, { task: 'p/b' }] },
      },
    });
  });
});

describe('fail_fast', () => {
  it('ends with the first failure in time; the rest are CANCELED, also what had not started', async () => {
    const tasks = [wait('a', 1000), boom('b', 20), boom('c', 10), give('d', 1, { needs: ['a'] })];
    const result = await run(parallel('p', tasks, { strategy: 'fail_fast' }));
    expect(result.outcome).toMatchObject({ error: { task: 'p/c' } });
    expect(statuses(result)).toEqual({
      p: 'FAILED',
      'p/a': 'CANCELED',
      'p/b': 'CANCELED',
      'p/c': 'FAILED',
      'p/d': 'CANCELED',
    });
    expect(result.atMs).toBe(10);
  });

  it('cancels all that is inside of what it cancels', async () => {
    const result = await run(
      parallel('p', [composite('a', [pause('deep', '1h')]), boom('b', 5)], { strategy: 'fail_fast' }),
    );
    expect(statuses(result)).toMatchObject({ 'p/a': 'CANCELED', 'p/a/deep': 'CANCELED' });
  });

  it('ends with one failure too many where some are tolerated', async () => {
    const tasks = [boom('a', 10), boom('b', 20), wait('c', 1000)];
    const result = await run(parallel('p', tasks, { strategy: 'fail_fast', tolerate: { count: 1 } }));
    expect(result.outcome).toMatchObject({ error: { code: 'TOLERANCE_EXCEEDED' } });
    expect(result.atMs).toBe(20);
  });
});

describe('best_effort', () => {
  it('succeeds with one success, after all have ended', async () => {
    const result = await run(parallel('p', [wait('a', 10), boom('b', 20)], { strategy: 'best_effort' }));
    expect(result.outcome).toMatchObject({ status: 'SUCCESS', output: { a: 10, b: null } });
    expect(result.atMs).toBe(20);
  });

  it('fails where none succeeded', async () => {
    const result = await run(parallel('p', [boom('a', 20), boom('b', 10)], { strategy: 'best_effort' }));
    expect(result.outcome).toMatchObject({ error: { task: 'p/a' } });
  });
});

describe('race', () => {
  it('ends with the first success; the rest are CANCELED', async () => {
    const result = await run(parallel('p', [wait('a', 30), wait('b', 20), boom('c', 10)], { strategy: 'race' }));
    expect(result.outcome).toMatchObject({ status: 'SUCCESS', output: { a: null, b: 20, c: null } });
    expect(statuses(result)).toMatchObject({ 'p/a': 'CANCELED', 'p/c': 'FAILED' });
  });

  it('waits for its quorum', async () => {
    const result = await run(
      parallel('p', [wait('a', 30), wait('b', 20), wait('c', 10)], { strategy: 'race', quorum: 2 }),
    );
    expect(result.outcome).toMatchObject({ output: { a: null, b: 20, c: 10 } });
  });

  it('fails as soon as the successes can no longer come', async () => {
    const tasks = [boom('a', 20), boom('b', 10), wait('c', 1000)];
    const result = await run(parallel('p', tasks, { strategy: 'race', quorum: 2 }));
    expect(result.outcome).toMatchObject({ status: 'FAILED', error: { task: 'p/a' } });
    expect(result.atMs).toBe(20);
    expect(statuses(result)).toMatchObject({ 'p/c': 'CANCELED' });
  });

  it('counts a handled failure as a success', async () => {
    const result = await run(
      parallel('p', [wait('a', 30), boom('b', 10, { onError: [{ continue: true }] })], { strategy: 'race' }),
    );
    expect(result.atMs).toBe(10);
    expect(statuses(result)).toMatchObject({ p: 'SUCCESS', 'p/b': 'FAILED+' });
  });

  it('does not begin what comes after a success that took no time', async () => {
    const result = await run(parallel('p', [give('a', 1), act('b', 'echo')], { strategy: 'race' }));
    expect(result.world.begun).toEqual([]);
    expect(statuses(result)).toMatchObject({ 'p/a': 'SUCCESS', 'p/b': 'CANCELED' });
  });
});
