import { setTimeout as sleep } from 'node:timers/promises';
import { MemoryTaskStateStore, type StateBatch } from '@octavo/state';
import { ApplicationFailure, CancelledFailure } from '@temporalio/common';
import { z } from 'zod';
import { ActionError, defineAction } from '../define-action';
import { actionThat, failureOf, perform, quietEnvironment, threeAttempts } from './run-action.fixture';

const charge: StateBatch['states'][number] = {
  ...{ path: 'charge', id: 'charge', type: 'basic', status: 'RUNNING', version: 1, visit: 1, attempt: 1 },
  ...{ output: null, error: null, handled: false, startedAt: null, endedAt: null },
};
const outbox: StateBatch = { workflowId: 'w', firstRunId: 'r', states: [charge] };

function untilAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(new Error('my own words')));
  });
}

describe('runAction', () => {
  it('returns the output with the attempt and the times by the clock of the worker', async () => {
    const before = Date.now();
    const reply = await perform({
      action: actionThat((input) => ({ got: input })),
      request: { input: [1], previousAttempts: 2 },
    });
    expect(reply).toEqual({
      output: { got: [1] },
      attempt: 3,
      startedAt: expect.any(String),
      endedAt: expect.any(String),
    });
    expect(Date.parse(reply.startedAt)).toBeGreaterThanOrEqual(before);
    expect(Date.parse(reply.endedAt)).toBeGreaterThanOrEqual(Date.parse(reply.startedAt));
  });

  it('passes the parsed input to the action, and validates its output', async () => {
    const action = defineAction({
      name: 'test',
      input: z.strictObject({ n: z.number().default(4) }),
      output: z.strictObject({ twice: z.number() }),
      run: ({ n }, { idempotencyKey, path, attempt }) => ({
        twice: n * 2,
        ...(n < 0 ? { idempotencyKey, path, attempt } : {}),
      }),
    });
    expect((await perform({ action, request: { input: {} } })).output).toEqual({ twice: 8 });
    expect(await failureOf({ action, request: { input: { n: -1 } } })).toMatchObject({
      code: 'OUTPUT_INVALID',
      nonRetryable: true,
    });
  });

  it('reports all problems of an input, not retryable', async () => {
    const action = defineAction({
      name: 'test',
      input: z.strictObject({ a: z.number(), b: z.array(z.string()) }),
      output: z.any(),
      run: () => 1,
    });
    const failure = await failureOf({ action, request: { input: { a: 'x', b: [1], c: 2 } } });
    expect(failure).toMatchObject({ code: 'INPUT_INVALID', nonRetryable: true, attempt: 1 });
    expect(failure.message).toMatch(/a: .*number.*; b\[0\]: .*string.*; Unrecognized key: "c"/);
    expect(failure.details).toEqual({
      problems: [
        expect.objectContaining({ path: 'a' }),
        expect.objectContaining({ path: 'b[0]' }),
        expect.objectContaining({ path: '' }),
      ],
    });
  });

  it('lists the known actions when the action is unknown, and suggests a restart', async () => {
    const failure = await failureOf({ action: actionThat(() => 1), request: { action: 'tst' } });
    expect(failure).toMatchObject({
      code: 'UNKNOWN_ACTION',
      nonRetryable: true,
      message: expect.stringMatching(/it knows test\. .*restart the worker or `octavo dev`/),
    });
  });

  it('converts the output to JSON: dates to text, undefined to null', async () => {
    expect((await perform({ action: actionThat(() => ({ at: new Date(0) })) })).output).toEqual({
      at: '1970-01-01T00:00:00.000Z',
    });
    expect((await perform({ action: actionThat(() => undefined) })).output).toBeNull();
  });

  it('rejects an output of more than 2 MiB', async () => {
    const failure = await failureOf({ action: actionThat(() => 'ä'.repeat(1024 * 1024)) });
    expect(failure).toMatchObject({ code: 'PAYLOAD_TOO_LARGE', nonRetryable: true });
  });
});

describe('runAction when the action fails', () => {
  it('makes an error without a code retryable, with the delay of the policy', async () => {
    const failure = await failureOf({
      action: actionThat(() => {
        throw new TypeError('no luck');
      }),
    });
    expect(failure).toEqual({
      code: 'ACTION_FAILED',
      message: 'no luck',
      nonRetryable: false,
      delayMs: 1_000,
      details: { name: 'TypeError' },
      attempt: 1,
    });
  });

  it('is not retryable at the last attempt, counted over all requests', async () => {
    const action = actionThat(() => {
      throw new Error('no luck');
    });
    expect(await failureOf({ action, info: { attempt: 3 } })).toMatchObject({ nonRetryable: true, attempt: 3 });
    expect(await failureOf({ action, request: { previousAttempts: 2 } })).toMatchObject({
      nonRetryable: true,
      attempt: 3,
    });
  });

  it('measures the total timeout from the first request', async () => {
    const action = actionThat(() => {
      throw new Error('no luck');
    });
    const retry = { ...threeAttempts, totalTimeout: '10s' };
    expect(await failureOf({ action, request: { retry, requestedAtMs: Date.now() - 5_000 } })).toMatchObject({
      nonRetryable: false,
    });
    expect(await failureOf({ action, request: { retry, requestedAtMs: Date.now() - 9_500 } })).toMatchObject({
      nonRetryable: true,
    });
  });

  it('keeps code, details and delay of an ActionError, also from another copy of the class', async () => {
    const error = new ActionError('CARD_DECLINED', 'declined', { details: { card: 4 }, retryAfterMs: 7_000 });
    const expected = {
      code: 'CARD_DECLINED',
      message: 'declined',
      details: { card: 4 },
      delayMs: 7_000,
      nonRetryable: false,
    };
    expect(
      await failureOf({
        action: actionThat(() => {
          throw error;
        }),
      }),
    ).toMatchObject(expected);
    const copy = {
      name: 'ActionError',
      code: 'CARD_DECLINED',
      message: 'declined',
      details: { card: 4 },
      isRetryable: true,
      retryAfterMs: 7_000,
    };
    expect(
      await failureOf({
        action: actionThat(() => Promise.reject(Object.assign(new Error('declined'), copy))),
      }),
    ).toMatchObject(expected);
  });

  it('keeps type and nonRetryable of an ApplicationFailure', async () => {
    const failure = ApplicationFailure.nonRetryable('gone', 'GONE', { id: 1 });
    expect(
      await failureOf({
        action: actionThat(() => {
          throw failure;
        }),
      }),
    ).toMatchObject({ code: 'GONE', nonRetryable: true, details: { id: 1 } });
  });

  it('converts any thrown value, also with cyclic or huge details', async () => {
    const endless: Record<string, unknown> = {};
    endless['self'] = endless;
    const huge = { body: 'x'.repeat(500_000) };
    const thrown = (value: unknown) =>
      failureOf({
        action: actionThat(() => {
          throw value;
        }),
      });
    expect(await thrown('text')).toMatchObject({ code: 'ACTION_FAILED', message: 'text' });
    expect(await thrown(undefined)).toMatchObject({ code: 'ACTION_FAILED', message: 'undefined' });
    expect(await thrown(new ActionError('A', 'b', { details: endless as never }))).toMatchObject({
      details: { omitted: expect.stringMatching(/circular/) },
    });
    expect(await thrown(new ActionError('A', 'b', { details: huge }))).toMatchObject({ details: { truncated: true } });
  });
});

describe('runAction and time', () => {
  it('ends with ATTEMPT_TIMED_OUT, retryable, when the action ignores the signal', async () => {
    const failure = await failureOf({
      action: actionThat(() => sleep(5_000, undefined, { ref: false })),
      request: { attemptTimeoutMs: 30 },
    });
    expect(failure).toMatchObject({ code: 'ATTEMPT_TIMED_OUT', nonRetryable: false });
  });

  it('ends with ATTEMPT_TIMED_OUT when the action throws another error because of the timeout', async () => {
    const failure = await failureOf({
      action: actionThat((_, { signal }) => untilAborted(signal)),
      request: { attemptTimeoutMs: 30 },
    });
    expect(failure.code).toBe('ATTEMPT_TIMED_OUT');
  });

  it('ends a local activity after two seconds', async () => {
    const failure = await failureOf({
      action: actionThat(() => sleep(9_000, undefined, { ref: false })),
      info: { isLocal: true },
    });
    expect(failure).toMatchObject({ code: 'ATTEMPT_TIMED_OUT', message: expect.stringContaining('2000 ms') });
  });

  it('ends as cancelled when the action throws another error because of the cancellation', async () => {
    const environment = quietEnvironment();
    const running = perform({ environment, action: actionThat((_, { signal }) => untilAborted(signal)) });
    environment.cancel('CANCELLED');
    await expect(running).rejects.toBeInstanceOf(CancelledFailure);
  });

  it('fails with WORKER_SHUTDOWN, retryable, when the worker shuts down', async () => {
    const environment = quietEnvironment();
    const running = perform({
      environment,
      action: actionThat((_, { signal }) => untilAborted(signal)),
      info: { attempt: 3 },
    });
    environment.cancel('WORKER_SHUTDOWN');
    await expect(running).rejects.toMatchObject({ type: 'WORKER_SHUTDOWN', nonRetryable: false });
  });

  it('does not start the action when it is already cancelled', async () => {
    const environment = quietEnvironment();
    environment.cancel('CANCELLED');
    let hasBegun = false;
    await expect(
      perform({
        environment,
        action: actionThat(() => {
          hasBegun = true;
        }),
      }),
    ).rejects.toBeInstanceOf(CancelledFailure);
    expect(hasBegun).toBe(false);
  });
});

describe('runAction and heartbeats', () => {
  async function beatsOf(info: object, run: Parameters<typeof actionThat>[0]): Promise<readonly unknown[]> {
    const environment = quietEnvironment(info);
    const beats: unknown[] = [];
    environment.on('heartbeat', (details: unknown) => beats.push(details));
    await perform({ environment, action: actionThat(run) });
    return beats;
  }

  it('sends heartbeats while an action runs, with the latest details of the action', async () => {
    // Ends after two automatic heartbeats; without them, jest's timeout fails the test.
    const environment = quietEnvironment({ heartbeatTimeoutMs: 60 });
    const beats: unknown[] = [];
    environment.on('heartbeat', (details: unknown) => beats.push(details));
    const run: Parameters<typeof actionThat>[0] = async (_, { heartbeat }) => {
      heartbeat({ done: 3 });
      while (beats.length < 3) await sleep(5);
    };
    await perform({ environment, action: actionThat(run) });
    expect(beats.length).toBeGreaterThanOrEqual(3);
    expect(new Set(beats.map((beat) => JSON.stringify(beat)))).toEqual(new Set(['{"done":3}']));
  });

  it('sends no heartbeat in the first second, and none in a local activity', async () => {
    expect(await beatsOf({}, () => sleep(50))).toEqual([]);
    expect(
      await beatsOf({ isLocal: true, heartbeatTimeoutMs: 30 }, async (_, { heartbeat }) => {
        heartbeat(1);
        await sleep(60);
      }),
    ).toEqual([]);
  });

  it('gives an attempt the latest details of the previous attempt', async () => {
    const { output } = await perform({
      info: { heartbeatDetails: { done: 3 } },
      action: actionThat((_, context) => context.previousHeartbeat),
    });
    expect(output).toEqual({ done: 3 });
  });
});

/** An action that runs long enough for its states to be written meanwhile. */
const lasting = actionThat(async () => {
  await sleep(120);
  return 1;
});

describe('runAction and the outbox', () => {
  it('writes the states while the action runs', async () => {
    const store = new MemoryTaskStateStore();
    const reply = await perform({ store, action: lasting, request: { outbox } });
    expect(reply.unwritten).toBeUndefined();
    expect(await store.readTask(outbox, 'charge')).toMatchObject({ status: 'RUNNING' });
  });

  it('leaves the states of a brief action unwritten', async () => {
    const store = new MemoryTaskStateStore();
    const reply = await perform({ store, action: actionThat(() => 1), request: { outbox } });
    expect(reply).toMatchObject({ output: 1, unwritten: true });
    expect(await store.readTask(outbox, 'charge')).toBeUndefined();
  });

  it('writes many states at once', async () => {
    const store = new MemoryTaskStateStore();
    const states = Array.from({ length: 5 }, (_, index) => ({ ...charge, path: `charge${index}` }));
    const reply = await perform({ store, action: actionThat(() => 1), request: { outbox: { ...outbox, states } } });
    expect(reply.unwritten).toBeUndefined();
    expect(await store.readTask(outbox, 'charge4')).toMatchObject({ status: 'RUNNING' });
  });

  it.each([{}, null, { states: [null] }, { states: [{}] }, { states: [[]] }])(
    'runs the action if the batch cannot be read: %j',
    async (unreadable) => {
      const reply = await perform({ action: actionThat(() => 1), request: { outbox: unreadable as never } });
      expect(reply).toMatchObject({ output: 1, unwritten: true });
    },
  );

  it('reports nothing as unwritten when there are no states', async () => {
    expect((await perform({ action: actionThat(() => 1) })).unwritten).toBeUndefined();
  });

  it('starts to write before the action ends, and waits for the write', async () => {
    const order: string[] = [];
    const store = {
      write: async () => {
        order.push('write');
        await sleep(100);
        order.push('written');
      },
    };
    const action = actionThat(async () => {
      await sleep(100);
      order.push('done');
    });
    await perform({ store, action, request: { outbox } });
    expect(order).toEqual(['write', 'done', 'written']);
  });

  it('reports unwritten states when the store is slow or unavailable', async () => {
    const store = { write: () => new Promise<void>(() => undefined) };
    expect(await perform({ store, action: lasting, request: { outbox } })).toMatchObject({
      output: 1,
      unwritten: true,
    });
    const away = { write: () => Promise.reject(new Error('away')) };
    expect(await perform({ store: away, action: lasting, request: { outbox } })).toMatchObject({
      output: 1,
      unwritten: true,
    });
  });

  it('writes the states when the action fails', async () => {
    const store = new MemoryTaskStateStore();
    const action = actionThat(async () => {
      await sleep(120);
      throw new Error('no');
    });
    await failureOf({ store, action, request: { outbox } });
    expect(await store.readTask(outbox, 'charge')).toBeDefined();
  });
});
