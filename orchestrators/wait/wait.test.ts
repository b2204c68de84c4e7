import { act, composite, failing, give, hear, parallel, pause, set, task } from '../simulator/plan.fixture';
import { outputAt, run, statuses } from '../simulator/run.fixture';
import type { PlannedSignal } from '../simulator/simulate';

const at = (
  atMs: number,
  payload: PlannedSignal['payload'] = null,
  rest: Partial<PlannedSignal> = {},
): PlannedSignal => ({
  name: 'go',
  atMs,
  payload,
  ...rest,
});
const payloads = (output: unknown): unknown[] =>
  (output as { signals: { payload: unknown }[] }).signals.map(({ payload }) => payload);

// Source: definition-language, "wait".
describe('a wait for a time', () => {
  it('ends after its duration, with null', async () => {
    const result = await run(pause('a', '1h30m'));
    expect(result.outcome).toEqual({ status: 'SUCCESS', output: null });
    expect(result.atMs).toBe(5_400_000);
    expect(result.transitions.map(({ status }) => status)).toEqual(['RUNNING', 'WAITING', 'SUCCESS']);
  });

  it.each([
    ['2026-01-01T00:00:10Z', 10_000],
    ['2026-01-01T01:00:10+01:00', 10_000],
    ['2026-01-01 00:00:10Z', 10_000],
    ['${ input.when }', 20_000],
    ['2020-01-01T00:00:00Z', 0],
  ])('ends at a point in time: %s', async (until, atMs) => {
    const result = await run(task('a', 'wait', { until }), { input: { when: '2026-01-01T00:00:20Z' } });
    expect(result.outcome).toEqual({ status: 'SUCCESS', output: null });
    expect(result.atMs).toBe(atMs);
  });

  it.each(['tomorrow', '2026', 'March 7', '${ "" }', '2026-02-30T00:00:00Z'])(
    'fails where that is none: %s',
    async (until) => {
      const result = await run(task('a', 'wait', { until }));
      expect(result.outcome).toMatchObject({ error: { code: 'EXPRESSION_FAILED', task: 'a' } });
    },
  );

  it.each([{ for: '400d' }, { until: '2030-01-01T00:00:00Z' }])('lasts a year at most: %j', async (fields) => {
    const result = await run(task('a', 'wait', fields));
    expect(result.outcome).toMatchObject({
      error: { code: 'EXPRESSION_FAILED', message: expect.stringContaining('a year') },
    });
  });

  it('fails by its timeout', async () => {
    await expect(run(pause('a', '1h', { timeout: '1s' })).then(statuses)).resolves.toEqual({ a: 'TIMED_OUT' });
  });
});

describe('a wait for signals', () => {
  it('ends with the signal', async () => {
    const result = await run(hear('a', 'go'), { signals: [at(1000, { ok: true }, { id: 's1', sender: 'me' })] });
    const signal = {
      name: 'go',
      id: 's1',
      payload: { ok: true },
      sender: 'me',
      receivedAt: '2026-01-01T00:00:01.000Z',
    };
    expect(result.outcome).toEqual({ status: 'SUCCESS', output: { signals: [signal], signal, processed: [] } });
  });

  it('counts signals that came earlier', async () => {
    const result = await run([pause('p', '10s'), hear('a', 'go')], { signals: [at(1)] });
    expect(result.atMs).toBe(10_000);
  });

  it('waits for the name that its expression gives', async () => {
    const result = await run(hear('a', 'go-${ input.n }'), {
      input: { n: 2 },
      signals: [at(1), at(2, null, { name: 'go-2' })],
    });
    expect(result.atMs).toBe(2);
  });

  it('takes `count` signals of distinct senders', async () => {
    const signals = [at(1, 'a', { sender: 'x' }), at(2, 'b', { sender: 'x' }), at(3, 'c', { sender: 'y' })];
    const result = await run(hear('a', 'go', { count: '${ 1 + 1 }' }), { signals });
    expect(payloads(outputAt(result, 'a'))).toEqual(['a', 'c']);
    expect(outputAt(result, 'a')).toMatchObject({ signal: { payload: 'c' } });
  });

  it('tells signals apart by what `distinctBy` gives', async () => {
    const signals = [at(1, { k: 1 }), at(2, { k: '1' }), at(3, { k: 1 })];
    const result = await run(hear('a', 'go', { count: 2, distinctBy: '${ signal.payload.k }' }), { signals });
    expect(payloads(outputAt(result, 'a'))).toEqual([{ k: 1 }, { k: '1' }]);
  });

  it('leaves a signal to later waits whose `where` or `schema` does not accept it', async () => {
    const signals = [at(1, { n: 1 }), at(2, { n: 'one' }), at(3, { n: 2 })];
    const picky = hear('a', 'go', {
      where: '${ signal.payload.n == 2 }',
      schema: { properties: { n: { type: 'number' } } },
    });
    const result = await run([picky, hear('b', 'go'), hear('c', 'go')], { signals });
    expect(['a', 'b', 'c'].map((path) => payloads(outputAt(result, path)))).toEqual([
      [{ n: 2 }],
      [{ n: 1 }],
      [{ n: 'one' }],
    ]);
  });

  it('asks `schema` before `where`', async () => {
    const picky = hear('a', 'go', { schema: { required: ['n'] }, where: '${ signal.payload.n == 1 }', timeout: '1s' });
    const result = await run(picky, { signals: [at(1, {})] });
    expect(result.logged).toEqual([expect.stringContaining('signal go ignored')]);
    expect(result.logged[0]).not.toContain('no key');
  });

  it('ignores and records an invalid signal, also one whose `where` cannot be evaluated', async () => {
    const result = await run(hear('a', 'go', { where: '${ signal.payload.ok }' }), {
      signals: [at(1, {}), at(2, { ok: true })],
    });
    expect(result.atMs).toBe(2);
    expect(result.logged).toEqual([expect.stringMatching(/warn: signal go ignored: .*ok/)]);
    const recorded = result.transitions.find(({ progress }) => JSON.stringify(progress ?? null).includes('reason'));
    expect(recorded?.status).toBe('WAITING');
  });

  it('fails on an invalid signal with `onInvalid: fail`, and has taken it then', async () => {
    const fields = { onInvalid: 'fail', schema: { type: 'number' }, onError: [{ then: 'a' }] };
    const result = await run(hear('a', 'go', fields), { signals: [at(1, 'text', { id: 's1' }), at(2, 7)] });
    expect(result.states.get('a')?.error).toMatchObject({
      code: 'SIGNAL_INVALID',
      message: expect.stringContaining('(s1)'),
    });
    expect(statuses(result)).toEqual({ a: 'FAILED+', 'a#2': 'SUCCESS' });
  });

  it('delivers an id once', async () => {
    const signals = [at(1, 'first', { id: 'same' }), at(2, 'again', { id: 'same' }), at(3, 'other')];
    const result = await run([hear('a', 'go'), hear('b', 'go')], { signals });
    expect(payloads(outputAt(result, 'b'))).toEqual(['other']);
  });

  it('offers a signal to the wait that started first', async () => {
    const late = hear('late', 'go', { delay: '1s' });
    const result = await run(parallel('p', [late, hear('early', 'go')]), { signals: [at(2000, 1), at(3000, 2)] });
    expect([payloads(outputAt(result, 'p/early')), payloads(outputAt(result, 'p/late'))]).toEqual([[1], [2]]);
  });

  it('fails by its timeout, or goes on with what there is', async () => {
    const failed = await run(hear('a', 'go', { count: 2, timeout: '1s' }), { signals: [at(1, 1)] });
    expect(failed.outcome).toMatchObject({ error: { code: 'TIMED_OUT' } });
    const result = await run(hear('a', 'go', { count: 2, timeout: '1s', onTimeout: 'continue' }), {
      signals: [at(1, 1)],
    });
    expect(statuses(result)).toEqual({ a: 'TIMED_OUT+' });
    expect(result.outcome).toMatchObject({
      status: 'SUCCESS',
      output: { signals: [{ payload: 1 }], signal: { payload: 1 }, processed: [], timedOut: true },
    });
  });

  it('goes on with nothing where nothing came', async () => {
    const result = await run(hear('a', 'go', { timeout: '0s', onTimeout: 'continue' }));
    expect(outputAt(result, 'a')).toEqual({ signals: [], signal: null, processed: [], timedOut: true });
  });

  it('reshapes what there is at the timeout as well', async () => {
    const outputs = { late: '${ result.?timedOut.orValue(false) }' };
    const result = await run(hear('a', 'go', { timeout: '1s', onTimeout: 'continue', outputs }));
    expect(result.outcome).toEqual({ status: 'SUCCESS', output: { late: true } });
  });

  it('takes no signal any more when it is cancelled', async () => {
    const race = parallel('p', [hear('a', 'go', { count: 2 }), act('b', 'slow', { with: 10 })], { strategy: 'race' });
    const result = await run([race, hear('c', 'go')], { signals: [at(20)] });
    expect(result.outcome?.status).toBe('SUCCESS');
  });
});

describe('processing signals', () => {
  const double = give('p', '${ signal.payload * 2 }');

  it('runs a task for each, and gives its outputs', async () => {
    const result = await run(hear('a', 'go', { count: 2, process: double }), { signals: [at(1, 1), at(2, 2)] });
    expect(outputAt(result, 'a')).toMatchObject({ processed: [2, 4] });
    expect(Object.keys(statuses(result))).toEqual(['a', 'a/process[0]', 'a/process[1]']);
  });

  it('one at a time, in the order of arrival', async () => {
    const slow = act('p', 'slow', { with: '${ signal.payload }' });
    const result = await run(hear('a', 'go', { count: 3, process: slow }), {
      signals: [at(1, 100), at(2, 10), at(3, 50)],
    });
    expect(outputAt(result, 'a')).toMatchObject({ processed: [100, 10, 50] });
    expect(result.atMs).toBe(1 + 160);
  });

  it('takes the next in the place of one whose processing failed: that makes it invalid', async () => {
    const bad = failing('p', 'BAD', { if: '${ signal.payload == 1 }' });
    const result = await run(hear('a', 'go', { process: bad }), { signals: [at(1, 1), at(2, 2)] });
    expect(payloads(outputAt(result, 'a'))).toEqual([2]);
    expect(statuses(result)).toEqual({ a: 'SUCCESS', 'a/process[0]': 'FAILED', 'a/process[1]': 'SKIPPED' });
    expect(result.logged).toEqual(['warn: signal go ignored: BAD: failed with BAD']);
  });

  it('fails the wait with `onInvalid: fail`', async () => {
    const result = await run(hear('a', 'go', { onInvalid: 'fail', process: failing('p', 'BAD') }), {
      signals: [at(1)],
    });
    expect(result.outcome).toMatchObject({
      error: { code: 'SIGNAL_INVALID', task: 'a', details: { cause: { code: 'BAD' } } },
    });
  });

  it('holds what comes meanwhile: no other wait gets it before', async () => {
    const first = hear('a', 'go', {
      process: composite('p', [pause('slow', '1s'), failing('bad', 'BAD', { if: '${ signal.payload == 1 }' })]),
    });
    const second = hear('b', 'go', { delay: '1ms' });
    const result = await run(parallel('both', [first, second]), { signals: [at(10, 1), at(20, 2), at(30, 3)] });
    expect([payloads(outputAt(result, 'both/a')), payloads(outputAt(result, 'both/b'))]).toEqual([[2], [3]]);
  });

  it('gives back what it held and does not need', async () => {
    const first = hear('a', 'go', { process: pause('p', '1s') });
    const result = await run(parallel('both', [first, hear('b', 'go', { delay: '1ms' })]), {
      signals: [at(10, 1), at(20, 2)],
    });
    expect(payloads(outputAt(result, 'both/b'))).toEqual([2]);
    expect(result.states.get('both/b')?.endedAt).toBe('2026-01-01T00:00:01.010Z');
  });

  it('records what is invalid at once, also while it is busy', async () => {
    const fields = { schema: { type: 'number' }, process: pause('p', '1s') };
    const result = await run(hear('a', 'go', fields), { signals: [at(1, 1), at(2, 'x')] });
    expect(result.logged).toHaveLength(1);
    expect(outputAt(result, 'a')).toMatchObject({ signals: [{ payload: 1 }] });
  });

  it('counts no sender twice, whatever comes while it is busy', async () => {
    const signals = [at(1, 1, { sender: 'x' }), at(2, 2, { sender: 'x' }), at(3, 3, { sender: 'y' })];
    const result = await run(hear('a', 'go', { count: 2, process: pause('p', '1s') }), { signals });
    expect(payloads(outputAt(result, 'a'))).toEqual([1, 3]);
    expect(Object.keys(statuses(result))).toEqual(['a', 'a/process[0]', 'a/process[1]']);
  });

  it('is CANCELED with its wait', async () => {
    const result = await run(hear('a', 'go', { process: pause('p', '1h'), timeout: '5s', onTimeout: 'continue' }), {
      signals: [at(1)],
    });
    expect(statuses(result)).toEqual({ a: 'TIMED_OUT+', 'a/process[0]': 'CANCELED' });
    expect(outputAt(result, 'a')).toEqual({ signals: [], signal: null, processed: [], timedOut: true });
  });

  it('may change variables', async () => {
    const count = set('p', { n: '${ vars.n + signal.payload }' });
    const result = await run([hear('a', 'go', { count: 2, process: count }), give('n', '${ vars.n }')], {
      plan: { vars: { n: 0 } },
      signals: [at(1, 1), at(2, 2)],
    });
    expect(result.outcome).toMatchObject({ output: 3 });
  });
});

describe('many signals', () => {
  it('are told of the last twenty that were ignored', async () => {
    const signals = Array.from({ length: 30 }, (_, n) => at(n + 1, n));
    const result = await run(hear('a', 'go', { schema: { const: 29 } }), { signals });
    const last = result.transitions.filter(({ status }) => status === 'WAITING').at(-1);
    expect(last?.progress?.own).toHaveProperty('ignored.length', 20);
  });
});
