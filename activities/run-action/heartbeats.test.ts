import { setTimeout as sleep } from 'node:timers/promises';
import { type Json, maxBytes } from '@octavo/orchestrators';
import type { ApplicationFailure } from '@temporalio/common';
import { actionThat, failureOf, perform, quietEnvironment } from './run-action.fixture';
import type { ActionFailureDetails } from './run-action-request';

/** The type of an action's failure, and the heartbeat details in it. */
async function failedWith(one: Parameters<typeof perform>[0]): Promise<[string | null | undefined, unknown]> {
  const thrown: unknown = await perform(one).catch((error: unknown) => error);
  const { type, details } = thrown as ApplicationFailure;
  return [type, (details as [ActionFailureDetails])[0].heartbeat];
}

describe('heartbeat details', () => {
  it.each<[string, unknown, unknown]>([
    ['those of the request if the server has none', undefined, { done: 1 }],
    ['those of the server, which are later', { done: 3 }, { done: 3 }],
    ['those of the request if the previous attempt sent heartbeats without details', null, { done: 1 }],
  ])('of an attempt are %s', async (_which, heartbeatDetails, expected) => {
    const { output } = await perform({
      info: { heartbeatDetails },
      request: { previousHeartbeat: { done: 1 } },
      action: actionThat((_, context) => context.previousHeartbeat),
    });
    expect(output).toEqual(expected);
  });

  it('of the previous attempt are sent with automatic heartbeats until there are new ones', async () => {
    const environment = quietEnvironment({ heartbeatTimeoutMs: 30 });
    const beats: unknown[] = [];
    environment.on('heartbeat', (details: unknown) => beats.push(details));
    const action = actionThat(async () => {
      while (beats.length < 1) await sleep(5);
    });
    await perform({ environment, action, request: { previousHeartbeat: { done: 1 } } });
    expect(beats[0]).toEqual({ done: 1 });
  });

  it('are rejected when they are too large, and the previous ones are kept', async () => {
    const large = 'x'.repeat(maxBytes.heartbeat);
    const environment = quietEnvironment();
    const beats: unknown[] = [];
    environment.on('heartbeat', (details: unknown) => beats.push(details));
    const careful = actionThat((_, { heartbeat }) => {
      heartbeat(large.slice(2));
      expect(() => heartbeat(large.slice(1))).toThrow(/may have 49152/);
      heartbeat();
    });
    await perform({ environment, action: careful });
    expect(beats).toEqual([large.slice(2), large.slice(2)]);
    const action = actionThat((_, { heartbeat }) => heartbeat('x'.repeat(2 * 1024 * 1024)));
    expect(await failureOf({ action })).toMatchObject({ code: 'PAYLOAD_TOO_LARGE', nonRetryable: true });
  });

  it.each<[string, Record<string, string>]>([
    ['with a secret', { PW: 's3cr3t' }],
    ['without one', {}],
  ])('are converted to JSON when they are recorded, %s', async (_which, secrets) => {
    const environment = quietEnvironment();
    const beats: unknown[] = [];
    environment.on('heartbeat', (details: unknown) => beats.push(details));
    const action = actionThat((_, { heartbeat }) => {
      const details = { at: new Date(0), done: 1, none: undefined, ratio: Number.NaN };
      heartbeat(details as never);
      details.done = 2;
      expect(() => heartbeat({ self: details, size: 5n } as never)).toThrow(TypeError);
    });
    await perform({ environment, action, secrets });
    expect(beats).toStrictEqual([{ at: '1970-01-01T00:00:00.000Z', done: 1, ratio: null }]);
  });

  it.each<[string, object, unknown]>([
    ['of a local activity', { isLocal: true }, { done: 2 }],
    ['of a remote one, whose details the server keeps', {}, undefined],
  ])('in the failure %s are as expected', async (_which, info, expected) => {
    const action = actionThat((_, { heartbeat }) => {
      heartbeat({ done: 2 });
      throw new Error('no luck');
    });
    expect(await failedWith({ action, info })).toEqual(['ACTION_FAILED', expected]);
  });

  it('are in the WORKER_SHUTDOWN failure, those of earlier attempts included', async () => {
    const shutDown = async (request: object, tell: Json | undefined): Promise<unknown> => {
      const environment = quietEnvironment();
      const action = actionThat(async (_, { heartbeat, signal }) => {
        if (tell !== undefined) heartbeat(tell);
        environment.cancel('WORKER_SHUTDOWN');
        await sleep(60_000, undefined, { signal });
      });
      return await failedWith({ environment, action, request });
    };
    expect(await shutDown({}, { done: 2 })).toEqual(['WORKER_SHUTDOWN', { done: 2 }]);
    expect(await shutDown({ previousHeartbeat: { done: 1 } }, undefined)).toEqual(['WORKER_SHUTDOWN', { done: 1 }]);
    expect(await shutDown({}, undefined)).toEqual(['WORKER_SHUTDOWN', undefined]);
  });
});
