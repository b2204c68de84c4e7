import { act, collection, composite, failing, give, parallel, pause, set, task } from '../simulator/plan.fixture';
import { outputAt, run, statuses } from '../simulator/run.fixture';
import { matchesCode } from './error-handling';

const rethrow = (id: string): ReturnType<typeof task> => task(id, 'basic', { action: 'fail', with: {} });

// Source: definition-language, "onError".
describe('codes', () => {
  it.each([
    [undefined, 'ANY', true],
    [['HTTP_503'], 'HTTP_503', true],
    [['HTTP_5*'], 'HTTP_503', true],
    [['HTTP_5*'], 'HTTP_404', false],
    [['HTTP_50'], 'HTTP_503', false],
    [['A', 'B'], 'B', true],
    [['*'], 'ANY', true],
    [[], 'ANY', false],
  ])('%j match %s: %s', (patterns, code, matches) => {
    expect(matchesCode(patterns, code)).toBe(matches);
  });
});

describe('a handler', () => {
  it('handles the error if it is the first that matches, and the run continues', async () => {
    const onError = [
      { match: ['OTHER'], do: give('wrong', 1) },
      { when: '${ error.message == "nope" }', do: give('wrongToo', 1) },
      { match: ['BO*'], when: '${ error.code == "BOOM" }', do: give('right', '${ error.code }') },
      { do: give('late', 1) },
    ];
    const result = await run([failing('a', 'BOOM', { onError }), give('b', '${ tasks.a.output }')]);
    expect(statuses(result)).toEqual({ a: 'FAILED+', 'a/onError/right': 'SUCCESS', b: 'SUCCESS' });
    expect(result.outcome).toEqual({ status: 'SUCCESS', output: 'BOOM' });
  });

  it('does not handle the error if none matches', async () => {
    const result = await run(failing('a', 'BOOM', { onError: [{ match: ['OTHER'], continue: true }] }));
    expect(result.outcome).toMatchObject({ status: 'FAILED', error: { code: 'BOOM' } });
    expect(result.states.get('a')).toMatchObject({ status: 'FAILED', handled: false });
  });

  it('can read the error and the failed task', async () => {
    const seen = {
      error: '${ error }',
      status: '${ tasks.a.status }',
      output: '${ tasks.a.output }',
      attempt: '${ tasks.a.attempt }',
    };
    const result = await run(act('a', 'boom', { onError: [{ do: give('h', seen) }] }));
    expect(outputAt(result, 'a')).toEqual({
      error: { code: 'BOOM', message: 'BOOM', task: 'a', details: null, attempt: 1 },
      status: 'FAILED',
      output: null,
      attempt: 1,
    });
  });

  it('of an outer task can read that task, and the path where the error arose', async () => {
    const handler = composite('h', [
      composite('deep', [give('read', '${ error.task + " in " + tasks.group.status }')]),
    ]);
    const result = await run(composite('group', [failing('a', 'X')], { onError: [{ do: handler }] }));
    expect(outputAt(result, 'group')).toBe('group/a in FAILED');
  });

  it('leaves the task RUNNING until one terminal state has all fields', async () => {
    const result = await run(failing('a', 'X', { onError: [{ do: pause('h', '1s') }] }));
    const states = result.transitions.filter(({ path }) => path === 'a');
    expect(states.map(({ status, handled }) => [status, handled])).toEqual([
      ['RUNNING', false],
      ['RUNNING', false],
      ['FAILED', true],
    ]);
    expect(result.states.get('a')).toMatchObject({
      error: { code: 'X' },
      output: null,
      endedAt: '2026-01-01T00:00:01.000Z',
    });
  });

  it('with `continue` gives null as output', async () => {
    const result = await run([
      failing('a', 'X', { onError: [{ continue: true }] }),
      give('b', '${ tasks.a.output == null }'),
    ]);
    expect(result.outcome).toEqual({ status: 'SUCCESS', output: true });
  });

  it('with `then` continues with another task, or repeats the task as a new visit', async () => {
    const again = { match: ['X'], when: '${ !has(tasks.a) || tasks.a.visit < 3 }', then: 'a' };
    const result = await run([failing('a', 'X', { onError: [again, { then: 'c' }] }), give('b', 1), give('c', 2)]);
    expect(statuses(result)).toEqual({ a: 'FAILED+', 'a#2': 'FAILED+', 'a#3': 'FAILED+', c: 'SUCCESS' });
  });

  it('with `do` and `then` runs a task and continues with another one', async () => {
    const result = await run([
      failing('a', 'X', { onError: [{ do: give('h', 1), then: 'c' }] }),
      give('b', 1),
      give('c', 2),
    ]);
    expect(statuses(result)).toEqual({ a: 'FAILED+', 'a/onError/h': 'SUCCESS', c: 'SUCCESS' });
  });

  it('handles the error even if its task is skipped; the output is null', async () => {
    const result = await run(failing('a', 'X', { onError: [{ do: give('h', 1, { if: false }) }] }));
    expect(result.states.get('a')).toMatchObject({ handled: true, output: null });
  });

  it.each([
    ['thrown', failing('a', 'X')],
    ['timed out', pause('a', '1h', { timeout: '1s' })],
    ['a failed container', composite('a', [failing('x', 'X')])],
    ['a failed parallel', parallel('a', [failing('x', 'X')])],
    ['a failed collection', collection('a', [1], failing('x', 'X'))],
    ['a failed expression', give('a', '${ input.nope }')],
    ['failed fields', give('a', 1, { delay: '${ 1 }' })],
  ])('takes errors of every kind: %s', async (_kind, failed) => {
    const result = await run({ ...failed, onError: [{ continue: true }] });
    expect(result.outcome).toMatchObject({ status: 'SUCCESS' });
    expect(result.states.get('a')?.handled).toBe(true);
  });
});

describe('a handler that fails', () => {
  it('replaces the error with its own; the first error is `details.cause`', async () => {
    const result = await run(failing('a', 'FIRST', { onError: [{ do: failing('h', 'SECOND') }] }));
    expect(result.outcome).toMatchObject({
      error: { code: 'SECOND', task: 'a/onError/h', details: { cause: { code: 'FIRST', task: 'a' } } },
    });
    expect(result.states.get('a')).toMatchObject({ status: 'FAILED', handled: false, error: { code: 'SECOND' } });
  });

  it.each([
    [{ n: 1 }, { n: 1, cause: { code: 'FIRST' } }],
    ['text', { details: 'text', cause: { code: 'FIRST' } }],
  ])('keeps its own details beside the cause: %j', async (details, told) => {
    const second = task('h', 'basic', { action: 'fail', with: { code: 'SECOND', details } });
    const result = await run(failing('a', 'FIRST', { onError: [{ do: second }] }));
    expect(result.outcome).toMatchObject({ error: { details: told } });
  });

  it('can have a handler of its own', async () => {
    const inner = failing('h', 'SECOND', { onError: [{ do: give('h2', '${ error.code }') }] });
    const result = await run(failing('a', 'FIRST', { onError: [{ do: inner }] }));
    expect(outputAt(result, 'a')).toBe('SECOND');
    expect(statuses(result)).toHaveProperty(['a/onError/h/onError/h2'], 'SUCCESS');
  });

  it('because `when` cannot be evaluated is reported in the same way', async () => {
    const result = await run(failing('a', 'FIRST', { onError: [{ when: '${ error.nope }', continue: true }] }));
    expect(result.outcome).toMatchObject({
      error: { code: 'EXPRESSION_FAILED', task: 'a', details: { cause: { code: 'FIRST' } } },
    });
  });

  it('because of its timeout makes the task FAILED', async () => {
    const result = await run(failing('a', 'FIRST', { onError: [{ do: pause('h', '1h', { timeout: '1s' }) }] }));
    expect(statuses(result)).toEqual({ a: 'FAILED', 'a/onError/h': 'TIMED_OUT' });
  });
});

describe('fail without a code in a handler', () => {
  it('rethrows the error unchanged', async () => {
    const result = await run(pause('a', '1h', { timeout: '1s', onError: [{ do: rethrow('h') }] }));
    expect(result.outcome).toMatchObject({ error: { code: 'TIMED_OUT', task: 'a', details: null } });
    expect(statuses(result)).toEqual({ a: 'TIMED_OUT', 'a/onError/h': 'FAILED' });
  });

  it('rethrows also inside a container of the handler', async () => {
    const result = await run(
      failing('a', 'X', { onError: [{ do: composite('h', [give('note', 1), rethrow('again')]) }] }),
    );
    expect(result.outcome).toMatchObject({ error: { code: 'X', task: 'a', details: null } });
  });

  it('is an error outside a handler', async () => {
    const result = await run(rethrow('a'));
    expect(result.outcome).toMatchObject({ error: { code: 'INPUT_INVALID', task: 'a' } });
  });

  it('is an error if an item hides `error`', async () => {
    const each = collection('h', ['x'], rethrow('again'), { as: 'error' });
    const result = await run(failing('a', 'X', { onError: [{ do: each }] }));
    expect(result.outcome).toMatchObject({ error: { code: 'INPUT_INVALID' } });
  });
});

// Source: definition-language, "onError": the definition's own.
describe("the definition's own handler", () => {
  it('makes the run a SUCCESS with its output', async () => {
    const onError = [{ match: ['X'], do: give('h', '${ error.task }') }];
    const result = await run(composite('group', [failing('a', 'X')]), { plan: { onError } });
    expect(result.outcome).toEqual({ status: 'SUCCESS', output: 'group/a' });
    expect(statuses(result)).toEqual({ group: 'FAILED', 'group/a': 'FAILED', 'onError/h': 'SUCCESS' });
  });

  it('with `continue` gives null as output', async () => {
    const result = await run(failing('a', 'X'), { plan: { onError: [{ continue: true }] } });
    expect(result.outcome).toEqual({ status: 'SUCCESS', output: null });
  });

  it('handles the timeout of the run', async () => {
    const result = await run(pause('a', '1h'), {
      plan: { timeout: '1s', onError: [{ do: give('h', '${ error.code }') }] },
    });
    expect(result.outcome).toEqual({ status: 'SUCCESS', output: 'TIMED_OUT' });
    expect(statuses(result)).toEqual({ a: 'CANCELED', 'onError/h': 'SUCCESS' });
  });

  it('handles a failed `output`', async () => {
    const result = await run(give('a', 1), {
      plan: { output: '${ tasks.nope.output }', onError: [{ continue: true }] },
    });
    expect(result.outcome?.status).toBe('SUCCESS');
  });

  it('gives its own error to the run if it fails, with the first error as the cause', async () => {
    const result = await run(failing('a', 'X'), { plan: { onError: [{ do: failing('h', 'Y') }] } });
    expect(result.outcome).toMatchObject({ status: 'FAILED', error: { code: 'Y', details: { cause: { code: 'X' } } } });
  });

  it('does not handle the error if none matches', async () => {
    const result = await run(failing('a', 'X'), { plan: { onError: [{ match: ['Y'], continue: true }] } });
    expect(result.outcome).toMatchObject({ status: 'FAILED', error: { code: 'X', task: 'a' } });
  });

  it('can read the current variables', async () => {
    const plan = { vars: { n: 1 }, onError: [{ do: give('h', '${ vars.n }') }] };
    const result = await run([set('s', { n: 2 }), failing('a', 'X')], { plan });
    expect(result.outcome).toMatchObject({ output: 2 });
  });

  it('does not run when the run is cancelled', async () => {
    const result = await run(pause('a', '1h'), { cancelAtMs: 5, plan: { onError: [{ do: give('h', 1) }] } });
    expect(statuses(result)).toEqual({ a: 'CANCELED' });
  });

  it('is cancelled with the run', async () => {
    const result = await run(failing('a', 'X'), { cancelAtMs: 5, plan: { onError: [{ do: pause('h', '1h') }] } });
    expect(result.outcome).toMatchObject({ status: 'CANCELED', error: { details: null } });
    expect(statuses(result)).toEqual({ a: 'FAILED', 'onError/h': 'CANCELED' });
  });
});
