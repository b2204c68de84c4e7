import type { TaskNode } from '../model/plan';
import { isTerminal } from '../model/outcome';
import {
  act,
  aggregate,
  collection,
  composite,
  failing,
  give,
  hear,
  parallel,
  pause,
  retryWith,
  router,
  set,
} from './plan.fixture';
import { run, type RunOptions, statuses } from './run.fixture';
import type { SimulationResult } from './simulate';

/** Cuts the run off after each transition in turn; every one goes on to the same end. Gives the whole run. */
async function expectSameEndWhereverCut(
  tasks: TaskNode | readonly TaskNode[],
  options: RunOptions = {},
): Promise<SimulationResult> {
  const whole = await run(tasks, options);
  for (let cutAfter = 1; cutAfter <= whole.transitions.length; cutAfter += 1) {
    const cut = await run(tasks, { ...options, cutAfter });
    const resumed = await run(tasks, { ...options, world: cut.world, resumeFrom: cut });
    expect([cutAfter, resumed.outcome, statuses(resumed)]).toEqual([cutAfter, whole.outcome, statuses(whole)]);
    expect(resumed.atMs).toBe(whole.atMs);
  }
  return whole;
}

// Each was a bug that a property found.
describe('a run that is cut off', () => {
  it('at the end of the winner of a race still cancels the rest', async () => {
    const items = collection('each', [1, 2, 3], give('one', '${ item }'), { strategy: 'race' });
    const whole = await expectSameEndWhereverCut(items);
    expect(whole.outcome).toMatchObject({ output: { succeeded: 1, canceled: 2 } });
  });

  it('while a timeout ends what is inside is TIMED_OUT, and what had not started is CANCELED', async () => {
    const group = parallel('p', [composite('c', [pause('a', '1h')]), give('b', 1, { needs: ['c'] })], {
      timeout: '5s',
    });
    const whole = await expectSameEndWhereverCut(group);
    expect(statuses(whole)).toEqual({ p: 'TIMED_OUT', 'p/c': 'CANCELED', 'p/c/a': 'CANCELED', 'p/b': 'CANCELED' });
  });

  it('while its own timeout ends what is inside is TIMED_OUT', async () => {
    const tasks = [give('first', 1), composite('c', [pause('a', '1h')])];
    const whole = await expectSameEndWhereverCut(tasks, { plan: { timeout: '5s' } });
    expect(whole.outcome).toMatchObject({ status: 'TIMED_OUT' });
  });

  it('while it is cancelled ends every state', async () => {
    const tasks = [
      give('first', 1),
      parallel('p', [composite('c', [pause('a', '1h', { delay: '1s' })]), pause('b', '1h')]),
    ];
    const whole = await expectSameEndWhereverCut(tasks, { cancelAtMs: 5_000 });
    expect(whole.outcome).toMatchObject({ status: 'CANCELED' });
    expect([...whole.states.values()].filter(({ status }) => !isTerminal(status))).toEqual([]);
  });

  it('does not assign a second time', async () => {
    const count = set('count', { n: '${ vars.n + 1 }' });
    const beside = parallel('p', [count, give('a', 1), composite('c', [give('b', 1), give('d', 1)])]);
    const whole = await expectSameEndWhereverCut([beside, give('n', '${ vars.n }')], { plan: { vars: { n: 0 } } });
    expect(whole.outcome).toMatchObject({ output: 1 });
  });

  it('keeps the handler that was chosen, whatever changed since', async () => {
    const onError = [
      { when: '${ vars.n == 0 }', do: composite('h', [set('s', { n: 1 }), pause('p', '1s')]) },
      { do: give('other', 1) },
    ];
    const whole = await expectSameEndWhereverCut(failing('a', 'X', { onError }), { plan: { vars: { n: 0 } } });
    expect(whole.states.has('a/onError/other')).toBe(false);
  });

  it('in its own handler goes on with that handler', async () => {
    const onError = [{ when: '${ vars.n == 0 }', do: composite('h', [set('s', { n: 1 }), pause('p', '1s')]) }];
    const plan = { vars: { n: 0 }, timeout: '5s', onError };
    const whole = await expectSameEndWhereverCut([give('first', 1), pause('a', '1h')], { plan });
    expect(statuses(whole)).toMatchObject({ a: 'CANCELED', 'onError/h': 'SUCCESS' });
  });

  it("in the run's own handler still sees the tasks that had ended", async () => {
    const onError = [{ do: composite('h', [pause('p', '1s'), give('seen', '${ [tasks.a.output, tasks.b.status] }')]) }];
    const whole = await expectSameEndWhereverCut([give('a', 1), failing('b', 'X')], { plan: { onError } });
    expect(whole.outcome).toEqual({ status: 'SUCCESS', output: [1, 'FAILED'] });
  });

  it('in its own handler, and cancelled there, ends that handler', async () => {
    const onError = [{ do: composite('h', [pause('p', '1h')]) }];
    const whole = await expectSameEndWhereverCut(failing('a', 'X'), { cancelAtMs: 5, plan: { onError } });
    expect(statuses(whole)).toMatchObject({ 'onError/h': 'CANCELED', 'onError/h/p': 'CANCELED' });
  });

  it('keeps attempt and time of the failure that a handler is at work on', async () => {
    const onError = [
      { do: composite('h', [pause('p', '1s'), give('seen', '${ [tasks.a.attempt, tasks.a.endedAt] }')]) },
    ];
    const whole = await expectSameEndWhereverCut(
      act('a', 'boom', { onError, ...retryWith({ maxAttempts: 3, initialInterval: '1s' }) }),
    );
    expect(whole.outcome).toMatchObject({ output: [3, '2026-01-01T00:00:03.000Z'] });
    expect(whole.states.get('a')?.attempt).toBe(3);
  });

  it('between two rounds waits no longer than the rest of the delay', async () => {
    const repeat = { until: '${ tasks.a.visit == 3 }', max: 5, delay: '10s' };
    const tick = composite('tick', [pause('t', '3s')], { repeat: { until: '${ tasks.t.visit == 5 }', max: 9 } });
    const whole = await expectSameEndWhereverCut(parallel('p', [composite('loop', [give('a', 1)], { repeat }), tick]));
    expect(whole.atMs).toBe(20_000);
  });

  it('in a delay waits no longer than the rest of it', async () => {
    const tick = composite('tick', [pause('t', '3s')], { repeat: { until: '${ tasks.t.visit == 3 }', max: 9 } });
    const whole = await expectSameEndWhereverCut(parallel('p', [give('a', 1, { delay: '10s' }), tick]));
    expect(whole.atMs).toBe(10_000);
  });

  it('keeps what fields were made of: variables that changed since do not reach them', async () => {
    const change = composite('change', [pause('p1', '1s'), set('s', { n: 9, t: '1h', go: 'stop', list: [] })]);
    const tasks = [
      change,
      composite('timed', [pause('p2', '1h')], { timeout: '${ vars.t }' }),
      hear('heard', '${ vars.go }', { count: '${ vars.n }', timeout: '1d' }),
      composite('rounds', [pause('p3', '1s')], {
        repeat: { until: '${ tasks.p3.visit == 3 }', max: '${ vars.n + 2 }', delay: '${ vars.t }' },
      }),
      collection('each', '${ vars.list }', act('one', 'slow', { with: 900 }), { concurrency: '${ vars.n }' }),
      router('routed', [{ when: '${ vars.n == 1 }', task: pause('p4', '5s') }], { otherwise: { task: give('g', 1) } }),
      parallel('fan', [pause('p5', '5s'), pause('p6', '5s')], { concurrency: '${ vars.n }' }),
    ];
    const signals = [{ name: 'go', atMs: 30_000 }];
    const plan = { vars: { n: 1, t: '10s', go: 'go', list: [1, 2, 3] } };
    const whole = await expectSameEndWhereverCut(parallel('p', tasks, { strategy: 'best_effort' }), { plan, signals });
    expect(whole.states.get('p/each')?.output).toMatchObject({ total: 3 });
    expect(statuses(whole)).toMatchObject({ 'p/timed': 'TIMED_OUT', 'p/heard': 'SUCCESS', 'p/rounds': 'SUCCESS' });
  });

  it('counts what a filter left out as skipped, though it has no state', async () => {
    const one = act('one', 'slow', { with: '${ item }' });
    const fields = { filter: '${ item % 2 == 0 }', strategy: 'race' };
    for (const mode of ['parallel', 'sequential']) {
      const whole = await expectSameEndWhereverCut(collection('each', [1, 10, 3, 20, 5], one, { ...fields, mode }));
      expect(whole.outcome).toMatchObject({ output: { succeeded: 1 } });
    }
  });

  it('keeps the order in which children wait for room', async () => {
    const tasks = [
      act('a', 'slow', { with: 10 }),
      act('late', 'slow', { with: 10, needs: ['b'] }),
      act('b', 'slow', { with: 20 }),
      act('early', 'slow', { with: 10, needs: ['a'] }),
      act('c', 'slow', { with: 10 }),
    ];
    const whole = await expectSameEndWhereverCut(parallel('p', tasks, { concurrency: 1 }));
    const begun = whole.transitions.flatMap(({ status, path }) => (status === 'RUNNING' && path !== 'p' ? path : []));
    expect(begun).toEqual(['p/a', 'p/b', 'p/c', 'p/early', 'p/late']);
  });

  it('keeps a signal that a busy wait holds, and the order of the waits', async () => {
    const bad = failing('bad', 'BAD', { if: '${ signal.payload == 1 }' });
    const busy = hear('a', 'go', { process: composite('p', [pause('slow', '1s'), bad]), delay: '2ms' });
    const signals = [1, 2, 3].map((payload) => ({ name: 'go', atMs: payload * 10, payload }));
    const whole = await expectSameEndWhereverCut(parallel('both', [hear('b', 'go', { delay: '5ms' }), busy]), {
      signals,
    });
    expect(whole.states.get('both/a')?.output).toMatchObject({ signal: { payload: 2 } });
    expect(whole.states.get('both/b')?.output).toMatchObject({ signal: { payload: 3 } });
  });

  it('fails on an invalid signal that it had taken', async () => {
    const strict = hear('a', 'go', { onInvalid: 'fail', schema: { type: 'number' } });
    const whole = await expectSameEndWhereverCut(
      parallel('p', [strict, composite('c', [give('x', 1), give('y', 1)])]),
      {
        signals: [{ name: 'go', atMs: 10, payload: 'text' }],
      },
    );
    expect(whole.states.get('p/a')).toMatchObject({ status: 'FAILED', error: { code: 'SIGNAL_INVALID' } });
  });

  it('after each transition ignores an invalid signal once', async () => {
    const tasks = hear('a', 'go', { schema: { type: 'number' } });
    const signals = [
      { name: 'go', atMs: 10, payload: 'text' },
      { name: 'go', atMs: 20, payload: 7 },
    ];
    let last = await run(tasks, { signals, cutAfter: 1 });
    const logged = [...last.logged];
    for (let cuts = 0; cuts < 9; cuts += 1) {
      last = await run(tasks, { signals, world: last.world, resumeFrom: last, cutAfter: 1 });
      logged.push(...last.logged);
    }
    expect(last.outcome).toMatchObject({ status: 'SUCCESS', output: { signal: { payload: 7 } } });
    expect(logged).toHaveLength(1);
  });

  it('makes no attempt twice', async () => {
    const lost = act('a', 'boom', retryWith({ maxAttempts: 2, initialInterval: '10s' }));
    const again = failing('b', 'X', retryWith({ maxAttempts: 3, initialInterval: '10s' }));
    const tick = composite('tick', [pause('t', '3s')], { repeat: { until: '${ tasks.t.visit == 9 }', max: 9 } });
    const whole = await expectSameEndWhereverCut(parallel('p', [lost, again, tick], { strategy: 'best_effort' }));
    expect([whole.states.get('p/a')?.attempt, whole.states.get('p/b')?.attempt]).toEqual([2, 3]);
  });

  it('aggregates in a parallel what the task needs, and nothing that happens to have ended', async () => {
    const tasks = [
      give('a', 1),
      aggregate('sum', { all: { op: 'collect' } }),
      composite('c', [give('b', 1), give('d', 1)]),
    ];
    const whole = await expectSameEndWhereverCut(parallel('p', tasks));
    expect(whole.outcome).toMatchObject({ output: { sum: { all: [] } } });
  });
});
