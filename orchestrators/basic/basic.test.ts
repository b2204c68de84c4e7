import { act, type Fields, failing, give, retryWith, set, task } from '../simulator/plan.fixture';
import { outputAt, run, statuses } from '../simulator/run.fixture';
import { SimulatedWorld } from '../simulator/simulated-world';

const pure = (action: string, input: unknown, fields: object = {}): ReturnType<typeof task> =>
  task('a', 'basic', { action, with: input, ...fields });
const retry = (fields: Fields): Fields => retryWith({ maxAttempts: 3, initialInterval: '1s', ...fields });

/** A world whose `flaky` fails with these codes before it succeeds. */
const flaky = (codes: readonly string[], error: object = {}): SimulatedWorld =>
  new SimulatedWorld({
    flaky: (_input, attempt) => {
      const code = codes[attempt - 1];
      return code === undefined ? { output: attempt } : { error: { code, ...error } };
    },
  });

// Source: definition-language, "basic".
describe('set', () => {
  it('gives what was set; all is evaluated, then assigned at once', async () => {
    const swap = set('swap', { a: '${ vars.b }', b: '${ vars.a }' });
    const result = await run([swap, give('seen', '${ [vars.a, vars.b] }')], { plan: { vars: { a: 1, b: 2 } } });
    expect(outputAt(result, 'swap')).toEqual({ a: 2, b: 1 });
    expect(result.outcome).toMatchObject({ output: [2, 1] });
  });

  it('takes declared variables only', async () => {
    const result = await run(set('a', { nope: 1 }));
    expect(result.outcome).toMatchObject({
      error: { code: 'EXPRESSION_FAILED', message: '"nope" is not declared in vars' },
    });
  });

  it('takes a map', async () => {
    await expect(run(pure('set', '${ [1] }'))).resolves.toMatchObject({
      outcome: { error: { code: 'INPUT_INVALID' } },
    });
  });
});

describe('transform', () => {
  it.each([null, 1, 'text', [1, { a: null }]])('gives what it is given: %j', async (value) => {
    await expect(run(pure('transform', value))).resolves.toMatchObject({ outcome: { output: value } });
  });
});

describe('log', () => {
  it('writes a line and gives null', async () => {
    const result = await run(pure('log', { level: 'warn', message: 'n is ${ 1 + 1 }', fields: { n: 2 } }));
    expect(result.logged).toEqual(['warn: n is 2']);
    expect(result.outcome).toMatchObject({ output: null });
  });

  it('writes at level info unless it says another', async () => {
    await expect(run(pure('log', { message: 'x' }))).resolves.toMatchObject({ logged: ['info: x'] });
  });

  it.each([
    { level: 'loud', message: 'x' },
    { message: '${ 1 }' },
    { level: 'info' },
    { message: 'x', fields: 1 },
    { message: 'x', colour: 'red' },
  ])('refuses %j', async (input) => {
    await expect(run(pure('log', input))).resolves.toMatchObject({
      outcome: { error: { code: 'INPUT_INVALID' } },
      logged: [],
    });
  });
});

describe('fail', () => {
  it('fails with its code, message and details', async () => {
    const result = await run(pure('fail', { code: 'NO_STOCK', message: 'none of ${ 7 }', details: { sku: 7 } }));
    expect(result.outcome).toMatchObject({
      error: { code: 'NO_STOCK', message: 'none of 7', details: { sku: 7 }, task: 'a', attempt: 1 },
    });
  });

  it('says which code where it has no message', async () => {
    await expect(run(failing('a', 'NO_STOCK'))).resolves.toMatchObject({
      outcome: { error: { message: 'failed with NO_STOCK' } },
    });
  });

  it.each([
    { code: 'not upper' },
    { code: 'A__B' },
    { code: 1 },
    { code: 'X', retryable: 'no' },
    { code: 'X', why: 1 },
  ])('refuses %j', async (input) => {
    await expect(run(pure('fail', input))).resolves.toMatchObject({ outcome: { error: { code: 'INPUT_INVALID' } } });
  });

  it('is tried again where the task says so, unless it is not retryable', async () => {
    const tried = await run(pure('fail', { code: 'X' }, retry({ backoff: 3 })));
    expect(tried.states.get('a')).toMatchObject({ attempt: 3, error: { attempt: 3 } });
    expect(tried.atMs).toBe(4_000);
    const once = await run(pure('fail', { code: 'X', retryable: false }, retry({})));
    expect(once.states.get('a')?.attempt).toBe(1);
  });

  it('evaluates its input once for all attempts', async () => {
    const result = await run(pure('fail', { code: 'X', message: '${ string(vars.n) }' }, retry({})), {
      plan: { vars: { n: 1 } },
    });
    expect(result.outcome).toMatchObject({ error: { message: '1' } });
  });
});

describe('an action', () => {
  it('is asked for with all that the task says', async () => {
    const fields = {
      title: 'Say it',
      execution: 'local',
      taskQueue: 'q-${ input.q }',
      heartbeatTimeout: '${ "5s" }',
      timeout: '${ input.t }',
      ...retry({
        maxAttempts: '${ 1 + 1 }',
        initialInterval: '${ "2s" }',
        rules: [{ match: ['X'], maxAttempts: '${ 4 }', maxInterval: '${ "9s" }' }],
      }),
    };
    const result = await run(act('a', 'echo', { with: { n: '${ input.q }', key: '${ secrets.KEY }' }, ...fields }), {
      input: { q: 7, t: '30s' },
    });
    expect(result.world.requests).toMatchObject([
      {
        action: 'echo',
        path: 'a',
        input: { n: 7, key: null },
        deferred: [{ at: ['key'], text: '${ secrets.KEY }' }],
        idempotencyKey: 'run-1/a',
        execution: 'local',
        taskQueue: 'q-7',
        heartbeatTimeoutMs: 5_000,
        attemptTimeoutMs: 30_000,
        title: 'Say it',
        previousAttempts: 0,
        requestedAtMs: Date.UTC(2026, 0, 1),
        retry: { maxAttempts: 2, initialInterval: '2s', rules: [{ match: ['X'], maxAttempts: 4, maxInterval: '9s' }] },
      },
    ]);
  });

  it('shows its title with the expressions in it evaluated, and an escape undone', async () => {
    const result = await run(act('a', 'echo', { title: 'Say ${ input.n }, not $${ n }' }), { input: { n: 2 } });
    expect(result.world.requests).toMatchObject([{ title: 'Say 2, not ${ n }' }]);
  });

  it('has ten minutes an attempt, its title is its id, and it is remote where nobody says', async () => {
    const result = await run(act('a', 'echo'));
    expect(result.world.requests).toMatchObject([{ attemptTimeoutMs: 600_000, title: 'a', execution: 'remote' }]);
    const own = await run(
      act('a', 'echo', { timeout: '30s', ...retry({ attemptTimeout: '${ "7s" }', totalTimeout: '1m' }) }),
    );
    expect(own.world.requests).toMatchObject([
      { attemptTimeoutMs: 7_000, retry: { attemptTimeout: '7s', totalTimeout: '1m' } },
    ]);
  });

  it.each([
    { maxAttempts: '${ 0 }' },
    { maxAttempts: '${ "many" }' },
    { initialInterval: '${ 1 }' },
    { totalTimeout: 'x${ 1 }' },
  ])('fails where its policy cannot be evaluated: %j', async (fields) => {
    const result = await run(act('a', 'echo', retry(fields)));
    expect(result.outcome).toMatchObject({ error: { code: 'EXPRESSION_FAILED' } });
    expect(result.world.begun).toEqual([]);
  });

  it('tells which attempt succeeded', async () => {
    const result = await run(act('a', 'flaky', retry({})), { world: flaky(['X', 'X']) });
    expect(result.states.get('a')).toMatchObject({ status: 'SUCCESS', attempt: 3, output: 3 });
  });

  it('tells which attempt failed last', async () => {
    const result = await run(act('a', 'flaky', retry({})), { world: flaky(['X', 'X', 'X']) });
    expect(result.states.get('a')).toMatchObject({ status: 'FAILED', attempt: 3, error: { code: 'X', attempt: 3 } });
  });

  it('that only the workflow can ask for again is asked for again, as one visit', async () => {
    const result = await run(act('a', 'flaky', retry({})), { world: flaky(['HEARTBEAT_TIMED_OUT'], { isLost: true }) });
    expect(result.states.get('a')).toMatchObject({ status: 'SUCCESS', attempt: 2 });
    expect(
      result.world.requests.map(({ previousAttempts, idempotencyKey }) => [previousAttempts, idempotencyKey]),
    ).toEqual([
      [0, 'run-1/a'],
      [1, 'run-1/a'],
    ]);
    expect(result.atMs).toBe(1_000);
  });

  it('is not asked for again after `totalTimeout`', async () => {
    const result = await run(act('a', 'flaky', retry({ maxAttempts: 9, totalTimeout: '2s' })), {
      world: flaky(['X', 'X', 'X', 'X'], { isLost: true }),
    });
    expect(result.states.get('a')).toMatchObject({ status: 'FAILED', attempt: 2 });
  });

  it('that outlasts its attempt is tried again', async () => {
    const world = new SimulatedWorld({
      slow: (_input, attempt) => ({ afterMs: attempt === 1 ? 60_000 : 1, output: attempt }),
    });
    const result = await run(act('a', 'slow', retry({ attemptTimeout: '10s' })), { world });
    expect(result.outcome).toMatchObject({ output: 2 });
    expect(result.atMs).toBe(11_001);
  });

  it('that the worker does not know fails', async () => {
    await expect(run(act('a', 'nope'))).resolves.toMatchObject({ outcome: { error: { code: 'UNKNOWN_ACTION' } } });
  });

  it('keeps the input of its start for attempts after a pause', async () => {
    const change = set('change', { n: 2 }, { delay: '500ms' });
    const again = act('a', 'flaky', { with: '${ vars.n }', ...retry({}) });
    const tasks = [task('p', 'parallel', { tasks: [again, change] })];
    const result = await run(tasks, { plan: { vars: { n: 1 } }, world: flaky(['X'], { isLost: true }) });
    expect(result.world.requests.map(({ input }) => input)).toEqual([1, 1]);
    expect(statuses(result)).toMatchObject({ p: 'SUCCESS' });
  });
});
