import { act, composite, failing, give, pause, router, set } from '../simulator/plan.fixture';
import { outputAt, run, statuses } from '../simulator/run.fixture';

const count = set('count', { n: '${ vars.n + 1 }' });
const counting = { plan: { vars: { n: 0 } } };

// Source: definition-language, "composite".
describe('composite', () => {
  it('runs its tasks in order; a failure inside is passed on', async () => {
    const result = await run(composite('group', [give('a', 1), failing('b', 'X'), give('c', 1)]));
    expect(result.outcome).toMatchObject({ status: 'FAILED', error: { code: 'X', task: 'group/b' } });
    expect(statuses(result)).toEqual({ group: 'FAILED', 'group/a': 'SUCCESS', 'group/b': 'FAILED' });
  });

  it('gives what its last task gave, leaving out skipped tasks and routers that jumped', async () => {
    const tasks = [give('a', 1), router('r', [{ when: true, then: 'c' }]), give('b', 2), give('c', 3, { if: false })];
    const result = await run(composite('group', tasks));
    expect(result.outcome).toEqual({ status: 'SUCCESS', output: 1 });
  });

  it('gives what a handled failure gave', async () => {
    const result = await run(composite('group', [give('a', 1), failing('b', 'X', { onError: [{ continue: true }] })]));
    expect(result.outcome).toEqual({ status: 'SUCCESS', output: null });
  });

  it('gives null where nothing ran', async () => {
    await expect(run(composite('group', [give('a', 1, { if: false })]))).resolves.toMatchObject({
      outcome: { output: null },
    });
  });

  it('shows its `outputs` its own list', async () => {
    const tasks = [give('a', 1), give('b', 2)];
    const result = await run(composite('group', tasks, { outputs: '${ tasks.a.output + tasks.b.output + result }' }));
    expect(result.outcome).toMatchObject({ output: 5 });
  });

  it('hides what is inside from those outside', async () => {
    const result = await run([composite('group', [give('a', 1)]), give('b', '${ has(tasks.a) }')]);
    expect(result.outcome).toMatchObject({ output: false });
  });
});

describe('repeat', () => {
  it('until: runs rounds until it holds, asked after each', async () => {
    const result = await run(
      composite('group', [count], { repeat: { until: '${ tasks.count.output.n >= 3 }', max: 10 } }),
      counting,
    );
    expect(Object.keys(statuses(result))).toEqual(['group', 'group/count', 'group/count#2', 'group/count#3']);
    expect(outputAt(result, 'group')).toEqual({ n: 3 });
  });

  it('while: runs rounds while it holds, asked before each', async () => {
    const repeat = { while: '${ vars.n < 2 }', max: 10 };
    const result = await run(composite('group', [count], { repeat }), counting);
    expect(outputAt(result, 'group')).toEqual({ n: 2 });
  });

  it('while: may run none', async () => {
    const result = await run(composite('group', [count], { repeat: { while: false, max: 10 } }), counting);
    expect(statuses(result)).toEqual({ group: 'SUCCESS' });
    expect(outputAt(result, 'group')).toBeNull();
  });

  it.each([{ until: false }, { while: true }])('more than `max` is REPEAT_LIMIT_EXCEEDED: %j', async (condition) => {
    const result = await run(composite('group', [count], { repeat: { ...condition, max: '${ 1 + 1 }' } }), counting);
    expect(result.outcome).toMatchObject({ error: { code: 'REPEAT_LIMIT_EXCEEDED', task: 'group' } });
    expect(result.states.has('group/count#3')).toBe(false);
  });

  it('exactly `max` rounds are not too many', async () => {
    const until = await run(composite('group', [count], { repeat: { until: '${ vars.n == 2 }', max: 2 } }), counting);
    const whiles = await run(composite('group', [count], { repeat: { while: '${ vars.n < 2 }', max: 2 } }), counting);
    expect([until.outcome?.status, whiles.outcome?.status]).toEqual(['SUCCESS', 'SUCCESS']);
  });

  it.each([{ until: '${ vars.n == 3 }' }, { while: '${ vars.n < 3 }' }])(
    'waits between two rounds, and only there: %j',
    async (condition) => {
      const result = await run(
        composite('group', [count], { repeat: { ...condition, max: 9, delay: '10s' } }),
        counting,
      );
      expect(result.atMs).toBe(20_000);
    },
  );

  it('does not wait before it fails for too many rounds', async () => {
    const result = await run(composite('group', [count], { repeat: { until: false, max: 1, delay: '10s' } }), counting);
    expect(result.atMs).toBe(0);
  });

  it('lets a round see what earlier ones left', async () => {
    const tasks = [
      give('seen', '${ has(tasks.last) ? tasks.last.output : "nothing" }'),
      give('last', '${ tasks.seen.visit }'),
    ];
    const result = await run(composite('group', tasks, { repeat: { until: '${ tasks.last.visit == 2 }', max: 3 } }));
    expect([outputAt(result, 'group/seen'), outputAt(result, 'group/seen#2')]).toEqual(['nothing', 1]);
  });

  it('keeps the output of an earlier round where the last gives none', async () => {
    const once = give('a', 'first', { if: '${ !has(tasks.a) }' });
    const result = await run(
      composite('group', [once, give('b', 1, { if: false })], { repeat: { until: '${ tasks.b.visit == 2 }', max: 3 } }),
    );
    expect(outputAt(result, 'group')).toBe('first');
  });

  it('stops at a failure', async () => {
    const bad = failing('bad', 'X', { if: '${ tasks.count.visit == 2 }' });
    const result = await run(composite('group', [count, bad], { repeat: { until: false, max: 5 } }), counting);
    expect(result.outcome).toMatchObject({ error: { code: 'X', task: 'group/bad#2' } });
  });

  it('fails where its condition fails', async () => {
    const result = await run(composite('group', [count], { repeat: { until: '${ vars.nope }', max: 5 } }), counting);
    expect(result.outcome).toMatchObject({ error: { code: 'EXPRESSION_FAILED', task: 'group' } });
  });

  it('takes `max` and `delay` as they are when the task starts', async () => {
    const change = set('change', { n: '${ vars.n + 1 }', max: 1, delay: '1h' });
    const repeat = { until: '${ vars.n == 3 }', max: '${ vars.max }', delay: '${ vars.delay }' };
    const result = await run(composite('group', [change], { repeat }), {
      plan: { vars: { n: 0, max: 5, delay: '1s' } },
    });
    expect(result.outcome?.status).toBe('SUCCESS');
    expect(result.atMs).toBe(2_000);
  });

  it('ends in a delay when it times out', async () => {
    const result = await run(
      composite('group', [act('a', 'echo')], { timeout: '5s', repeat: { until: false, max: 5, delay: '3s' } }),
    );
    expect(statuses(result)).toMatchObject({ group: 'TIMED_OUT', 'group/a#2': 'SUCCESS' });
    expect(result.states.has('group/a#3')).toBe(false);
  });

  it('goes round with waits in it', async () => {
    const result = await run(
      composite('group', [pause('p', '1s')], { repeat: { until: '${ tasks.p.visit == 3 }', max: 5 } }),
    );
    expect(result.atMs).toBe(3_000);
  });
});
