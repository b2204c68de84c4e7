import type { Json } from '../model/json';
import type { Plan, TaskNode } from '../model/plan';
import { SimulatedWorld, simulate } from './index';

const retry = { maxAttempts: 1, initialInterval: '1s', backoff: 2, maxInterval: '1m', jitter: 0 };

function planOf(tasks: readonly TaskNode[], rest: Partial<Plan> = {}): Plan {
  const defaults = {
    task: { maxVisits: 1000 },
    basic: { with: {}, retry },
    wait: { count: 1, distinctBy: '${ signal.sender }', onInvalid: 'ignore', onTimeout: 'fail' },
    signal: { payload: null, onMissing: 'fail' },
    router: { mode: 'first' },
    parallel: { concurrency: 100, strategy: 'wait_all' },
    collection: { as: 'item', indexAs: 'index', mode: 'parallel', concurrency: 50, results: 'all' },
  } as unknown as Plan['defaults'];
  return { octavo: 1, id: 'x', version: '1.0.0', tasks, defaults, hash: '', ...rest };
}

const task = (id: string, type: string, fields: object): TaskNode => ({ id, type, ...fields }) as TaskNode;
const transform = (id: string, value: Json, fields: object = {}): TaskNode =>
  task(id, 'basic', { action: 'transform', with: value, ...fields });

const world = (): SimulatedWorld =>
  new SimulatedWorld({ echo: (input) => ({ afterMs: 10, output: input }), boom: () => ({ error: { code: 'BOOM' } }) });

describe('simulate', () => {
  it('runs tasks in order and gives the output of the last', async () => {
    const plan = planOf([transform('a', { n: 1 }), transform('b', '${ tasks.a.output.n + 1 }')]);
    const { outcome } = await simulate({ plan });
    expect(outcome).toEqual({ status: 'SUCCESS', output: 2 });
  });

  it('runs a collection in the order of items', async () => {
    const item = task('one', 'basic', { action: 'echo', with: { n: '${ item * 2 }' } });
    const plan = planOf([
      task('each', 'collection', {
        strategy: 'wait_all',
        items: '${ range(3) }',
        filter: '${ item != 1 }',
        task: item,
      }),
    ]);
    const { outcome, states } = await simulate({ plan, world: world() });
    expect(outcome).toMatchObject({
      output: { results: [{ n: 0 }, null, { n: 4 }], total: 3, succeeded: 2, skipped: 1 },
    });
    expect([...states.keys()]).toEqual(['each', 'each[0]', 'each[2]']);
  });

  it('handles an error and goes on', async () => {
    const handler = { do: transform('h', '${ error.code }') };
    const plan = planOf([
      task('a', 'basic', { action: 'boom', onError: [handler] }),
      transform('b', '${ tasks.a.output }'),
    ]);
    const { outcome, states } = await simulate({ plan, world: world() });
    expect(outcome).toEqual({ status: 'SUCCESS', output: 'BOOM' });
    expect(states.get('a')).toMatchObject({ status: 'FAILED', handled: true });
  });

  it('cancels the rest of a race', async () => {
    const slow = task('slow', 'wait', { for: '1h' });
    const plan = planOf([
      task('p', 'parallel', { strategy: 'race', tasks: [slow, task('quick', 'basic', { action: 'echo' })] }),
    ]);
    const { outcome, states, atMs } = await simulate({ plan, world: world() });
    expect(outcome).toEqual({ status: 'SUCCESS', output: { slow: null, quick: {} } });
    expect(states.get('p/slow')?.status).toBe('CANCELED');
    expect(atMs).toBe(10);
  });

  it('repeats with variables', async () => {
    const add = task('add', 'basic', { action: 'set', with: { n: '${ vars.n + 1 }' } });
    const plan = planOf(
      [task('group', 'composite', { tasks: [add], repeat: { until: '${ vars.n >= 3 }', max: 10 } })],
      { vars: { n: 0 }, output: '${ vars.n }' },
    );
    const { outcome, states } = await simulate({ plan });
    expect(outcome).toEqual({ status: 'SUCCESS', output: 3 });
    expect([...states.keys()]).toEqual(['group', 'group/add', 'group/add#2', 'group/add#3']);
  });

  it('waits for signals and times out with output', async () => {
    const plan = planOf([task('w', 'wait', { signal: 'go', count: 2, timeout: '10s', onTimeout: 'continue' })]);
    const { outcome, states } = await simulate({ plan, signals: [{ name: 'go', atMs: 100, payload: 1 }] });
    expect(outcome).toMatchObject({ status: 'SUCCESS', output: { timedOut: true, signals: [{ payload: 1 }] } });
    expect(states.get('w')).toMatchObject({ status: 'TIMED_OUT', handled: true });
  });
});
