import { stateOf } from './state.fixture';
import { endedTasks } from './workflow-run';
import { act, failing, give, pause, router, set } from '../simulator/plan.fixture';
import { run, statuses } from '../simulator/run.fixture';

// Source: definition-language, "A definition".
describe('the output of a run', () => {
  it('is the output of the last task that succeeded or was handled', async () => {
    const handled = failing('b', 'X', { onError: [{ do: give('h', 2) }] });
    const result = await run([give('a', 1), handled, give('c', 3, { if: false })]);
    expect(result.outcome).toEqual({ status: 'SUCCESS', output: 2 });
  });

  it('ignores routers that jumped, and is null if there is no other task', async () => {
    await expect(run(router('r', [{ when: true, then: 'end' }]))).resolves.toMatchObject({ outcome: { output: null } });
  });

  it('is the `output` of the definition, which can read tasks, variables, input and run', async () => {
    const output = {
      a: '${ tasks.a.output }',
      n: '${ vars.n }',
      of: '${ run.definition + "@" + run.version }',
      in: '${ input.x }',
    };
    const result = await run([give('a', 1), set('s', { n: 2 })], { input: { x: 3 }, plan: { output, vars: { n: 0 } } });
    expect(result.outcome).toEqual({ status: 'SUCCESS', output: { a: 1, n: 2, of: 'x@1.0.0', in: 3 } });
  });

  it('fails the run if it cannot be evaluated', async () => {
    const result = await run(give('a', 1), { plan: { output: '${ tasks.b.output }' } });
    expect(result.outcome).toMatchObject({ status: 'FAILED', error: { code: 'EXPRESSION_FAILED', task: '' } });
  });
});

describe('a run', () => {
  it('that fails has the error of the task, wherever it is', async () => {
    const result = await run([failing('a', 'X'), give('b', 1)]);
    expect(result.outcome).toEqual({
      status: 'FAILED',
      error: { code: 'X', message: 'failed with X', task: 'a', details: null, attempt: 1 },
      handled: false,
      output: null,
    });
    expect(statuses(result)).toEqual({ a: 'FAILED' });
  });

  it('is TIMED_OUT after its timeout, and its running tasks are CANCELED', async () => {
    const result = await run([give('a', 1), pause('b', '1h')], {
      plan: { timeout: '${ input.t }' },
      input: { t: '5s' },
    });
    expect(result.outcome).toMatchObject({
      status: 'TIMED_OUT',
      error: { code: 'TIMED_OUT', task: '', message: 'did not end within its timeout of 5s' },
    });
    expect(statuses(result)).toEqual({ a: 'SUCCESS', b: 'CANCELED' });
  });

  it('that ends in time is not TIMED_OUT', async () => {
    const result = await run(act('a', 'slow', { with: 10 }), { plan: { timeout: '5s' } });
    expect(result.outcome?.status).toBe('SUCCESS');
    expect(result.atMs).toBe(10);
  });

  it('fails if its timeout cannot be evaluated', async () => {
    const result = await run(give('a', 1), { plan: { timeout: '${ 5 }' } });
    expect(result.outcome).toMatchObject({ status: 'FAILED', error: { code: 'EXPRESSION_FAILED' } });
  });

  it('begins with variables that are computed from the input and the run', async () => {
    const vars = { n: '${ input.n * 2 }', id: '${ run.workflowId }' };
    const result = await run(give('a', '${ [vars.n, vars.id] }'), { input: { n: 4 }, plan: { vars } });
    expect(result.outcome).toMatchObject({ output: [8, 'simulated'] });
  });

  it('does not begin if a variable cannot be evaluated', async () => {
    await expect(run(give('a', 1), { plan: { vars: { n: '${ input.nope }' } } })).rejects.toMatchObject({
      code: 'EXPRESSION_FAILED',
    });
  });

  it('cancelled before anything began has no states', async () => {
    const result = await run(pause('a', '1h', { delay: '1s' }), { cancelAtMs: 0 });
    expect(result.outcome?.status).toBe('CANCELED');
  });

  it('ends CANCELED even if its last task has just succeeded', async () => {
    const result = await run(act('a', 'slow', { with: 10 }), { cancelAtMs: 10 });
    expect(result.outcome?.status).toBe('CANCELED');
  });

  it('fails with INTERNAL if the plan is invalid', async () => {
    const result = await run(give('a', 1, { then: 'nowhere' }));
    expect(result.outcome).toMatchObject({
      error: { code: 'INTERNAL', message: 'no task "nowhere" in the list of the run' },
    });
  });
});

describe('the pace of a run', () => {
  it('is called before every task, and the task waits for it', async () => {
    let asked = 0;
    const pace = { step: () => (++asked % 2 === 0 ? Promise.resolve() : undefined) };
    const result = await run([give('a', 1), give('b', 2), give('c', 3)], { pace });
    expect(result.outcome).toMatchObject({ output: 3 });
    expect(asked).toBeGreaterThanOrEqual(3);
  });
});

it("returns the ended visits of the run's own list, in the order of their ends", () => {
  const states = [
    stateOf('slow', { status: 'SUCCESS', version: 9 }),
    stateOf('a', { status: 'FAILED', version: 3 }),
    stateOf('a#2', { status: 'SKIPPED', version: 5 }),
    stateOf('now', { status: 'RUNNING', version: 7 }),
    stateOf('g/b', { status: 'SUCCESS', version: 2 }),
    stateOf('each[0]', { status: 'SUCCESS', version: 4 }),
    stateOf('onError/h', { status: 'SUCCESS', version: 8 }),
  ];
  expect(endedTasks(states).map(({ path }) => path)).toEqual(['a', 'a#2', 'slow']);
});
