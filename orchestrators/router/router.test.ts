import { composite, failing, give, pause, router, set } from '../simulator/plan.fixture';
import { outputAt, run, statuses } from '../simulator/run.fixture';

// Source: definition-language, "router".
describe('router', () => {
  it('jumps where the first route leads that holds', async () => {
    const routes = [
      { when: false, then: 'b' },
      { when: '${ 1 < 2 }', then: 'c' },
      { when: true, then: 'b' },
    ];
    const result = await run([router('r', routes), give('b', 1), give('c', 2)]);
    expect(statuses(result)).toEqual({ r: 'SUCCESS', c: 'SUCCESS' });
    expect(outputAt(result, 'r')).toEqual({ route: 1 });
  });

  it('does not ask the routes after the one that holds', async () => {
    const routes = [
      { when: true, then: 'end' },
      { when: '${ input.nope }', then: 'end' },
    ];
    await expect(run(router('r', routes))).resolves.toMatchObject({ outcome: { status: 'SUCCESS', output: null } });
  });

  it('overrides its `then` by that of the route', async () => {
    const result = await run([router('r', [{ when: true, then: 'c' }], { then: 'b' }), give('b', 1), give('c', 2)]);
    expect(Object.keys(statuses(result))).toEqual(['r', 'c']);
  });

  it('runs the inline task of a route, then goes on as its own `then` says', async () => {
    const routes = [{ when: true, task: give('x', 7) }];
    const result = await run([router('r', routes, { then: 'c' }), give('b', 1), give('c', '${ tasks.r.output }')]);
    expect(Object.keys(statuses(result))).toEqual(['r', 'r/route/0/x', 'c']);
    expect(result.outcome).toMatchObject({ output: { route: 0, output: 7 } });
  });

  it('takes `otherwise` where none holds', async () => {
    const jump = await run([
      router('r', [{ when: false, then: 'b' }], { otherwise: { then: 'c' } }),
      give('b', 1),
      give('c', 2),
    ]);
    expect(outputAt(jump, 'r')).toEqual({ route: 'otherwise' });
    const inline = await run(router('r', [{ when: false, then: 'end' }], { otherwise: { task: give('x', 1) } }));
    expect(inline.states.has('r/route/otherwise/x')).toBe(true);
    expect(inline.outcome).toMatchObject({ output: { route: 'otherwise', output: 1 } });
  });

  it('fails with ROUTE_NOT_FOUND where nothing matches', async () => {
    const result = await run(router('r', [{ when: false, then: 'end' }]));
    expect(result.outcome).toMatchObject({ error: { code: 'ROUTE_NOT_FOUND', task: 'r' } });
  });

  it('fails where a condition fails', async () => {
    const result = await run(router('r', [{ when: '${ input.nope }', then: 'end' }], { otherwise: { then: 'end' } }));
    expect(result.outcome).toMatchObject({ error: { code: 'EXPRESSION_FAILED', task: 'r' } });
  });

  it('passes on the failure of an inline task', async () => {
    const result = await run(router('r', [{ when: true, task: failing('x', 'X') }]));
    expect(result.outcome).toMatchObject({ error: { code: 'X', task: 'r/route/0/x' } });
    expect(statuses(result)).toEqual({ r: 'FAILED', 'r/route/0/x': 'FAILED' });
  });

  it('gives null for an inline task that is skipped', async () => {
    const result = await run(router('r', [{ when: true, task: give('x', 1, { if: false }) }]));
    expect(outputAt(result, 'r')).toEqual({ route: 0, output: null });
  });

  it('hides its inline tasks from those outside', async () => {
    const result = await run([router('r', [{ when: true, task: give('x', 1) }]), give('b', '${ has(tasks.x) }')]);
    expect(result.outcome).toMatchObject({ output: false });
  });

  it('can be the way of a loop', async () => {
    const again = router('r', [{ when: '${ tasks.a.visit < 3 }', then: 'a' }], { otherwise: { then: 'end' } });
    const result = await run(composite('loop', [give('a', 1), again]));
    expect(result.states.has('loop/a#3')).toBe(true);
    expect(outputAt(result, 'loop')).toBe(1);
  });
});

describe('mode all', () => {
  const all = { mode: 'all' };

  it('asks every condition first, then runs what holds, in order', async () => {
    const first = set('x', { n: 5 });
    const routes = [
      { when: '${ vars.n == 0 }', task: first },
      { when: '${ vars.n == 5 }', task: give('y', 1) },
      { when: '${ vars.n < 5 }', task: give('z', '${ vars.n }') },
    ];
    const result = await run(router('r', routes, all), { plan: { vars: { n: 0 } } });
    expect(result.outcome).toMatchObject({
      output: {
        routes: [
          { route: 0, output: { n: 5 } },
          { route: 2, output: 5 },
        ],
      },
    });
  });

  it('stops at a failure', async () => {
    const routes = [
      { when: true, task: failing('x', 'X') },
      { when: true, task: give('y', 1) },
    ];
    const result = await run(router('r', routes, all));
    expect(statuses(result)).toEqual({ r: 'FAILED', 'r/route/0/x': 'FAILED' });
  });

  it('takes `otherwise` where none holds, and fails without one', async () => {
    const routes = [{ when: false, task: give('x', 1) }];
    const result = await run(router('r', routes, { ...all, otherwise: { task: give('y', 2) } }));
    expect(result.outcome).toMatchObject({ output: { routes: [{ route: 'otherwise', output: 2 }] } });
    await expect(run(router('r', routes, all))).resolves.toMatchObject({
      outcome: { error: { code: 'ROUTE_NOT_FOUND' } },
    });
  });

  it('ends with the run that is cancelled', async () => {
    const routes = [
      { when: true, task: pause('x', '1h') },
      { when: true, task: give('y', 1) },
    ];
    const result = await run(router('r', routes, all), { cancelAtMs: 5 });
    expect(statuses(result)).toEqual({ r: 'CANCELED', 'r/route/0/x': 'CANCELED' });
  });
});
