import { ApplicationFailure } from '@temporalio/common';
import { MockActivityEnvironment } from '@temporalio/testing';
import { activityAttributes } from './activity-attributes';

const quiet = { log: none, trace: none, debug: none, info: none, warn: none, error: none };
function none(): void {
  // Nobody reads it.
}

/** What a line says of an activity that is asked this, after it has failed with `failure`. */
async function attributesOf(activityType: string, request: unknown, failure?: Error): Promise<object> {
  const { context } = new MockActivityEnvironment({ activityType, attempt: 2 }, { logger: quiet });
  const { inbound, outbound } = activityAttributes()(context);
  const next = async (): Promise<void> => {
    if (failure !== undefined) throw failure;
  };
  await inbound?.execute?.({ args: [request], headers: {} }, next).catch(() => undefined);
  return outbound?.getLogAttributes?.({}, (attributes) => attributes) ?? {};
}

it('says of which task, action and attempt a line is, over all requests of the visit', async () => {
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
  'takes %j from whoever calls activities with it',
  async (request) => {
    expect(await attributesOf('runAction', request)).toEqual({ attempt: 2 });
    expect(await attributesOf('somebodyElses', request)).toEqual({});
  },
);
