import { collection, hear, pause, task } from '../simulator/plan.fixture';
import { outputAt, run, statuses } from '../simulator/run.fixture';

const tell = (to: object, fields: object = {}): ReturnType<typeof task> =>
  task('a', 'signal', { signal: 'go', payload: { n: 1 }, to, ...fields });
const other = (workflowId: string, version = '1.0.0') => ({
  workflowId,
  runId: `run of ${workflowId}`,
  definition: 'orders',
  version,
  startedAt: '2026-01-01T00:00:00.000Z',
});
const others = [other('x'), other('y', '2.0.0')];

// Source: definition-language, "signal".
describe('a signal', () => {
  it('goes to the run of a workflow id', async () => {
    const result = await run(tell({ workflowId: '${ "x" }', runId: 'r-${ 1 }' }), { others });
    expect(result.outcome).toEqual({ status: 'SUCCESS', output: { delivered: 1, workflowIds: ['x'] } });
    expect(result.sent).toMatchObject([{ signal: 'go', payload: { n: 1 }, to: { workflowId: 'x', runId: 'r-1' } }]);
  });

  it('goes without a run id to whichever run is open', async () => {
    const result = await run(tell({ workflowId: 'x' }), { others });
    expect(result.sent[0]?.to).toEqual({ workflowId: 'x' });
  });

  it('has the idempotency key of its task as id, unless it says another', async () => {
    const each = collection('each', [1, 2], tell({ workflowId: 'x' }));
    const result = await run([each], { others });
    expect(result.sent.map(({ signalId }) => signalId)).toEqual(['run-1/each[0]', 'run-1/each[1]']);
    const named = await run(tell({ workflowId: 'x' }, { signalId: 'order-${ input.id }' }), {
      others,
      input: { id: 7 },
    });
    expect(named.sent[0]?.signalId).toBe('order-7');
  });

  it('to itself wakes a wait of its own, now or later', async () => {
    const result = await run([tell({ self: true }), hear('b', 'go')]);
    expect(outputAt(result, 'b')).toMatchObject({ signal: { payload: { n: 1 }, id: 'run-1/a', sender: 'simulated' } });
  });

  it('goes to every run that waits for it, or to those that `where` lets through', async () => {
    const all = await run(tell({ waiting: true }), { others });
    expect(all.outcome).toMatchObject({ output: { delivered: 2, workflowIds: ['x', 'y'] } });
    const some = await run(
      tell({ waiting: true, where: '${ target.version == "2.0.0" && target.definition == "orders" }' }),
      { others },
    );
    expect(some.outcome).toMatchObject({ output: { delivered: 1, workflowIds: ['y'] } });
  });

  it('may start the run that it goes to', async () => {
    const start = { definition: 'orders', workflowId: 'order-${ input.id }', input: { id: '${ input.id }' } };
    const result = await run(tell({ start }), { input: { id: 7 } });
    expect(result.outcome).toMatchObject({ output: { workflowIds: ['order-7'] } });
    expect(result.sent[0]?.to).toEqual({ start: { definition: 'orders', workflowId: 'order-7', input: { id: 7 } } });
  });

  it.each([{ workflowId: 'nobody' }, { parent: true }, { waiting: true }])(
    'to nobody fails, or is ignored: %j',
    async (to) => {
      const failed = await run(tell(to));
      expect(failed.outcome).toMatchObject({
        error: { code: 'SIGNAL_TARGET_NOT_FOUND', task: 'a', message: expect.stringContaining('"go"') },
      });
      const ignored = await run(tell(to, { onMissing: 'ignore' }));
      expect(ignored.outcome).toEqual({ status: 'SUCCESS', output: { delivered: 0, workflowIds: [] } });
    },
  );

  it.each([{ signal: '${ 1 }' }, { payload: '${ input.nope }' }, { to: { waiting: true, where: '${ target.nope }' } }])(
    'fails where a field cannot be evaluated: %j',
    async (fields) => {
      const result = await run(tell({ self: true }, fields), { others });
      expect(result.outcome).toMatchObject({ error: { code: 'EXPRESSION_FAILED' } });
    },
  );

  it('is not sent when the run is cancelled before', async () => {
    const result = await run([pause('p', '1h'), tell({ workflowId: 'x' })], { others, cancelAtMs: 5 });
    expect(result.sent).toEqual([]);
    expect(statuses(result)).toEqual({ p: 'CANCELED' });
  });
});
