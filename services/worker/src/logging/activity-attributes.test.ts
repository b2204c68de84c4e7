import { ApplicationFailure } from '@temporalio/common';
import { MockActivityEnvironment } from '@temporalio/testing';
import { activityAttributes, RunDefinitions } from './activity-attributes';

const quiet = { log: none, trace: none, debug: none, info: none, warn: none, error: none };
function none(): void {
  // The log is not needed here.
}

it('adds the definition of a run, from its plan or its states', async () => {
  const interceptors = activityAttributes();
  const visit = async (activityType: string, runId: string, request: unknown, reply?: unknown): Promise<object> => {
    const info = { activityType, workflowExecution: { workflowId: 'w', runId } };
    const { context } = new MockActivityEnvironment(info, { logger: quiet });
    const { inbound, outbound } = interceptors(context);
    await inbound?.execute?.({ args: [request], headers: {} }, async () => reply);
    return outbound?.getLogAttributes?.({}, (attributes) => attributes) ?? {};
  };
  await visit('loadPlan', 'planned', { definitionId: 'order' }, { plan: { id: 'order' } });
  await visit('createTaskState', 'written', { states: [], run: { definition: 'audit' } });
  expect(await visit('runAction', 'planned', { path: 'a' })).toMatchObject({ definition: 'order' });
  expect(await visit('runAction', 'written', { path: 'a' })).toMatchObject({ definition: 'audit' });
  expect(await visit('runAction', 'other', { path: 'a' })).not.toHaveProperty('definition');
});

it('removes the oldest of more than a thousand runs', () => {
  const definitions = new RunDefinitions();
  for (let index = 0; index <= 1_000; index += 1) definitions.note(`run-${index}`, 'order');
  expect(['run-0', 'run-1', 'run-1000'].map((runId) => definitions.of(runId))).toEqual([undefined, 'order', 'order']);
});

/** The log attributes of an activity with this request, after it has failed with `failure`. */
async function attributesOf(activityType: string, request: unknown, failure?: Error): Promise<object> {
  const { context } = new MockActivityEnvironment({ activityType, attempt: 2 }, { logger: quiet });
  const { inbound, outbound } = activityAttributes()(context);
  const next = async (): Promise<void> => {
    if (failure !== undefined) throw failure;
  };
  await inbound?.execute?.({ args: [request], headers: {} }, next).catch(() => undefined);
  return outbound?.getLogAttributes?.({}, (attributes) => attributes) ?? {};
}

it('adds the task, the action, and the attempt over all requests of the visit', async () => {
  const run = { definition: 'order', version: '1.0.0', startedAt: '' };
  const request = { path: 'charge', action: 'a.b', previousAttempts: 3, outbox: { states: [], run } };
  expect(
    await attributesOf('runAction', request, ApplicationFailure.create({ type: 'NO', nextRetryDelay: 10 })),
  ).toEqual({
    ...{ definition: 'order', task: 'charge', action: 'a.b', attempt: 5 },
    ...{ code: 'NO', retryInMs: 10 },
  });
});

it.each([[undefined], [null], ['text'], [{ path: 7, action: {}, outbox: 1, run: null }]])(
  'accepts the request %j',
  async (request) => {
    expect(await attributesOf('runAction', request)).toEqual({ attempt: 2 });
    expect(await attributesOf('somebodyElses', request)).toEqual({});
  },
);
