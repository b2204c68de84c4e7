import {
  act,
  collection,
  composite,
  failing,
  give,
  parallel,
  pause,
  retryWith,
  router,
  set,
  task,
} from '../simulator/plan.fixture';
import { durationAt, outputAt, run, statuses } from '../simulator/run.fixture';

const second = 1_000;

// Source: definition-language, "Every task".
describe('if', () => {
  it('skips the task if it is false; `then` is ignored', async () => {
    const result = await run([give('a', 1, { if: false, then: 'end' }), give('b', 2)]);
    expect(statuses(result)).toEqual({ a: 'SKIPPED', b: 'SUCCESS' });
    expect(result.states.get('a')).toMatchObject({ startedAt: null, output: null, error: null });
  });

  it('is evaluated before the delay', async () => {
    const result = await run(give('a', 1, { if: false, delay: '1h' }));
    expect(result.atMs).toBe(0);
  });

  it.each(['${ input.nope }', '${ "false" }'])('fails the task if it is not a boolean: %s', async (field) => {
    const result = await run(give('a', 1, { if: field }));
    expect(result.outcome).toMatchObject({ status: 'FAILED', error: { code: 'EXPRESSION_FAILED', task: 'a' } });
  });
});

describe('delay', () => {
  it('ends before the start, and is not part of the timeout', async () => {
    const result = await run(give('a', 1, { delay: '1h', timeout: '1s' }));
    expect(result.states.get('a')).toMatchObject({ status: 'SUCCESS', startedAt: '2026-01-01T01:00:00.000Z' });
    expect(result.transitions.map(({ status }) => status)).toEqual(['PENDING', 'RUNNING', 'SUCCESS']);
  });

  it('may be an expression', async () => {
    const result = await run(give('a', 1, { delay: '${ input.seconds }s' }), { input: { seconds: 5 } });
    expect(result.atMs).toBe(5 * second);
  });

  it('ends when the run is cancelled', async () => {
    const result = await run(give('a', 1, { delay: '1h' }), { cancelAtMs: 10 });
    expect(statuses(result)).toEqual({ a: 'CANCELED' });
    expect(result.states.get('a')).toMatchObject({ startedAt: null, endedAt: '2026-01-01T00:00:00.010Z' });
  });
});

describe('timeout', () => {
  it('limits the task and the tasks inside, which are CANCELED', async () => {
    const result = await run(composite('group', [pause('long', '1h')], { timeout: '10s' }));
    expect(result.outcome).toMatchObject({ status: 'FAILED', error: { code: 'TIMED_OUT', task: 'group' } });
    expect(statuses(result)).toEqual({ group: 'TIMED_OUT', 'group/long': 'CANCELED' });
    expect(durationAt(result, 'group')).toBe(10 * second);
  });

  it('limits all attempts together', async () => {
    const retry = retryWith({ maxAttempts: 10, initialInterval: '4s', backoff: 1 });
    const result = await run(act('a', 'boom', { timeout: '10s', ...retry }));
    expect(statuses(result)).toEqual({ a: 'TIMED_OUT' });
  });

  it('has its duration in the message', async () => {
    const result = await run(pause('a', '1h', { timeout: '${ input.t }' }), { input: { t: 'PT90S' } });
    expect(result.states.get('a')?.error?.message).toBe('did not end within its timeout of 1m30s');
  });

  it('does not limit the handler', async () => {
    const result = await run(pause('a', '1h', { timeout: '1s', onError: [{ do: pause('h', '1m') }] }));
    expect(statuses(result)).toEqual({ a: 'TIMED_OUT+', 'a/onError/h': 'SUCCESS' });
  });

  it('of the inner task has precedence if an outer one ends at the same moment', async () => {
    const result = await run(composite('group', [pause('a', '1h', { timeout: '10s' })], { timeout: '20s' }));
    expect(statuses(result)).toEqual({ group: 'FAILED', 'group/a': 'TIMED_OUT' });
  });

  it('of zero ends at once', async () => {
    const result = await run(composite('group', [give('a', 1)], { timeout: '0s' }));
    expect(statuses(result)).toEqual({ group: 'TIMED_OUT' });
  });

  it('that ends after the run was cancelled is a cancellation', async () => {
    const result = await run(pause('a', '1h', { timeout: '10s' }), { cancelAtMs: 5 });
    expect(statuses(result)).toEqual({ a: 'CANCELED' });
  });
});

describe('outputs', () => {
  it('reshape the raw output', async () => {
    const result = await run(give('a', { n: 2 }, { outputs: { twice: '${ result.n * 2 }' } }));
    expect(outputAt(result, 'a')).toEqual({ twice: 4 });
  });

  it('that fail make the task fail without a retry, and its handlers run', async () => {
    const fields = { with: 1, outputs: '${ result.nope }', ...retryWith({ maxAttempts: 5 }) };
    const result = await run(act('a', 'echo', { ...fields, onError: [{ do: give('h', '${ error.code }') }] }));
    expect(result.world.begun).toHaveLength(1);
    expect(outputAt(result, 'a')).toBe('EXPRESSION_FAILED');
  });

  it('that fail keep the number of the last attempt', async () => {
    const flaky = task('a', 'basic', { action: 'slow', with: 1, outputs: '${ result.nope }' });
    const result = await run(flaky);
    expect(result.states.get('a')).toMatchObject({ status: 'FAILED', attempt: 1 });
  });

  it('do not reshape the output of a handler', async () => {
    const result = await run(failing('a', 'X', { outputs: '${ [result] }', onError: [{ do: give('h', 1) }] }));
    expect(outputAt(result, 'a')).toBe(1);
  });
});

describe('then', () => {
  it('jumps to another task of the list, or ends the list as SUCCESS', async () => {
    const result = await run([
      give('a', 1, { then: 'c' }),
      give('b', 2),
      give('c', 3, { then: 'end' }),
      failing('d', 'X'),
    ]);
    expect(statuses(result)).toEqual({ a: 'SUCCESS', c: 'SUCCESS' });
    expect(result.outcome).toEqual({ status: 'SUCCESS', output: 3 });
  });

  it('can jump back: each visit has its own state', async () => {
    const back = router('r', [{ when: '${ tasks.a.visit < 3 }', then: 'a' }], { otherwise: { then: 'end' } });
    const result = await run([give('a', '${ has(tasks.a) ? tasks.a.output + 1 : 1 }'), back]);
    expect(Object.keys(statuses(result))).toEqual(['a', 'r', 'a#2', 'r#2', 'a#3', 'r#3']);
    expect(['a', 'a#2', 'a#3'].map((path) => outputAt(result, path))).toEqual([1, 2, 3]);
    expect(result.states.get('a#3')?.visit).toBe(3);
  });
});

describe('maxVisits', () => {
  it('allows this number of visits; the next one fails with MAX_VISITS_EXCEEDED', async () => {
    const result = await run([give('a', 1, { maxVisits: 2 }), give('b', 1, { then: 'a' })]);
    expect(result.outcome).toMatchObject({ error: { code: 'MAX_VISITS_EXCEEDED', task: 'a#3' } });
  });

  it('is counted within one round of the list', async () => {
    const group = composite('group', [give('a', 1, { maxVisits: 1 })], {
      repeat: { until: '${ tasks.a.visit == 3 }', max: 5 },
    });
    await expect(run(group)).resolves.toMatchObject({ outcome: { status: 'SUCCESS' } });
  });

  it('lets a handler jump out of the loop', async () => {
    const onError = [{ match: ['MAX_VISITS_EXCEEDED'], then: 'out' }];
    const result = await run([
      give('a', 1, { maxVisits: 2, onError }),
      give('b', 1, { then: 'a' }),
      give('out', 'out'),
    ]);
    expect(result.outcome).toEqual({ status: 'SUCCESS', output: 'out' });
  });

  it.each([{ continue: true }, { then: 'a' }, { do: give('h', 1) }])(
    'ends a loop that a handler keeps going: %j',
    async (handler) => {
      const onError = [handler];
      const result = await run([give('a', 1, { maxVisits: 2, onError }), give('b', 1, { then: 'a', onError })], {
        plan: { defaults: { task: { maxVisits: 4 }, basic: { retry: { maxAttempts: 1 } } } },
      });
      expect(result.outcome).toMatchObject({ status: 'FAILED', error: { code: 'MAX_VISITS_EXCEEDED' } });
    },
  );
});

describe('cancellation', () => {
  it('ends every open state, and runs no handler', async () => {
    const onError = [{ do: give('h', 1) }];
    const inner = parallel('both', [pause('a', '1h', { onError }), act('b', 'slow', { with: 99_999 })], { onError });
    const result = await run(composite('group', [give('first', 1), inner, give('last', 1)], { onError }), {
      cancelAtMs: 500,
    });
    expect(result.outcome).toMatchObject({ status: 'CANCELED', error: { code: 'CANCELED', task: '' } });
    expect(statuses(result)).toEqual({
      group: 'CANCELED',
      'group/first': 'SUCCESS',
      'group/both': 'CANCELED',
      'group/both/a': 'CANCELED',
      'group/both/b': 'CANCELED',
    });
  });

  it('ignores a late result', async () => {
    const result = await run(act('a', 'slow', { with: 100 }), { cancelAtMs: 50 });
    expect(result.states.get('a')).toMatchObject({
      status: 'CANCELED',
      output: null,
      endedAt: '2026-01-01T00:00:00.050Z',
    });
  });

  it('ends a running handler', async () => {
    const result = await run(failing('a', 'X', { onError: [{ do: pause('h', '1h') }] }), { cancelAtMs: 50 });
    expect(statuses(result)).toEqual({ a: 'CANCELED', 'a/onError/h': 'CANCELED' });
  });
});

describe('idempotency keys', () => {
  it("consist of the run's id and the full path with item and visit", async () => {
    const one = composite('one', [act('send', 'echo')], { repeat: { until: '${ tasks.send.visit == 2 }', max: 3 } });
    const result = await run(collection('each', [1, 2], one));
    expect(result.world.requests.map(({ idempotencyKey }) => idempotencyKey).toSorted()).toEqual([
      'run-1/each[0]/send',
      'run-1/each[0]/send#2',
      'run-1/each[1]/send',
      'run-1/each[1]/send#2',
    ]);
  });
});

describe('priority', () => {
  it('is inherited by tasks inside, and by handlers', async () => {
    const inner = act('a', 'boom', { fairnessWeight: 2, onError: [{ do: act('h', 'echo') }] });
    const result = await run([composite('group', [inner], { priority: 1, fairnessKey: 'k' }), act('b', 'echo')]);
    const priorities = Object.fromEntries(result.world.requests.map(({ path, priority }) => [path, priority]));
    expect(priorities).toEqual({
      'group/a': { priority: 1, fairnessKey: 'k', fairnessWeight: 2 },
      'group/a/onError/h': { priority: 1, fairnessKey: 'k', fairnessWeight: 2 },
      b: { priority: 3 },
    });
  });

  it('fails the task if it cannot be evaluated; its handler has the priority of the container', async () => {
    const result = await run(give('a', 1, { priority: '${ 9 }', onError: [{ do: act('h', 'echo') }] }));
    expect(statuses(result)).toEqual({ a: 'FAILED+', 'a/onError/h': 'SUCCESS' });
    expect(result.world.requests[0]?.priority).toEqual({ priority: 3 });
  });
});

describe('a task', () => {
  it('evaluates its fields once, when it starts: later changes of variables have no effect', async () => {
    const slow = composite('slow', [set('change', { t: '1h' }), pause('p', '5s')], { timeout: '${ vars.t }' });
    const result = await run(slow, { plan: { vars: { t: '3s' } } });
    expect(statuses(result)).toEqual({ slow: 'TIMED_OUT', 'slow/change': 'SUCCESS', 'slow/p': 'CANCELED' });
  });

  it('of an unknown type fails', async () => {
    const result = await run(task('a', 'teleport'));
    expect(result.outcome).toMatchObject({
      error: { code: 'UNKNOWN_TASK_TYPE', message: expect.stringContaining('basic, wait') },
    });
  });
});
