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
  it('gives the output with the attempt and the times of this clock', async () => {
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

  it('gives the action what its schema makes of the input, and checks its output', async () => {
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

  it('tells every problem of an input, and does not try again', async () => {
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

  it('names the actions that it knows when it is asked for another, and says when it learns of more', async () => {
    const failure = await failureOf({ action: actionThat(() => 1), request: { action: 'tst' } });
    expect(failure).toMatchObject({
      code: 'UNKNOWN_ACTION',
      nonRetryable: true,
      message: expect.stringMatching(/it knows test\. .*restart the worker or `octavo dev`/),
    });
  });

  it('makes an output JSON: dates become text, what is undefined null', async () => {
    expect((await perform({ action: actionThat(() => ({ at: new Date(0) })) })).output).toEqual({
      at: '1970-01-01T00:00:00.000Z',
    });
    expect((await perform({ action: actionThat(() => undefined) })).output).toBeNull();
  });

  it('refuses an output of more than 2 MiB', async () => {
    const failure = await failureOf({ action: actionThat(() => 'ä'.repeat(1024 * 1024)) });
    expect(failure).toMatchObject({ code: 'PAYLOAD_TOO_LARGE', nonRetryable: true });
  });
});

describe('runAction when the action fails', () => {
  it('has a plain error tried again, by the policy', async () => {
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

  it('gives up at the last attempt, those of earlier requests among them', async () => {
    const action = actionThat(() => {
      throw new Error('no luck');
    });
    expect(await failureOf({ action, info: { attempt: 3 } })).toMatchObject({ nonRetryable: true, attempt: 3 });
    expect(await failureOf({ action, request: { previousAttempts: 2 } })).toMatchObject({
      nonRetryable: true,
      attempt: 3,
    });
  });

  it('counts the total timeout from when the first attempt was asked for', async () => {
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

  it('keeps code, details and delay of an ActionError, also of another copy of the class', async () => {
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

  it('keeps type and verdict of an ApplicationFailure', async () => {
    const failure = ApplicationFailure.nonRetryable('gone', 'GONE', { id: 1 });
    expect(
      await failureOf({
        action: actionThat(() => {
          throw failure;
        }),
      }),
    ).toMatchObject({ code: 'GONE', nonRetryable: true, details: { id: 1 } });
  });

  it('takes whatever is thrown, endless details and huge ones among it', async () => {
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
  it('ends with ATTEMPT_TIMED_OUT though the action does not listen, and tries again', async () => {
    const failure = await failureOf({
      action: actionThat(() => sleep(5_000, undefined, { ref: false })),
      request: { attemptTimeoutMs: 30 },
    });
    expect(failure).toMatchObject({ code: 'ATTEMPT_TIMED_OUT', nonRetryable: false });
  });

  it('says ATTEMPT_TIMED_OUT whatever the action throws because of it', async () => {
    const failure = await failureOf({
      action: actionThat((_, { signal }) => untilAborted(signal)),
      request: { attemptTimeoutMs: 30 },
    });
    expect(failure.code).toBe('ATTEMPT_TIMED_OUT');
  });

  it('gives up a local activity after two seconds', async () => {
    const failure = await failureOf({
      action: actionThat(() => sleep(9_000, undefined, { ref: false })),
      info: { isLocal: true },
    });
    expect(failure).toMatchObject({ code: 'ATTEMPT_TIMED_OUT', message: expect.stringContaining('2000 ms') });
  });

  it('ends as cancelled, whatever the action throws because of it', async () => {
    const environment = quietEnvironment();
    const running = perform({ environment, action: actionThat((_, { signal }) => untilAborted(signal)) });
    environment.cancel('CANCELLED');
    await expect(running).rejects.toBeInstanceOf(CancelledFailure);
  });

  it('fails with WORKER_SHUTDOWN, for another worker to try, when the worker shuts down', async () => {
    const environment = quietEnvironment();
    const running = perform({
      environment,
      action: actionThat((_, { signal }) => untilAborted(signal)),
      info: { attempt: 3 },
    });
    environment.cancel('WORKER_SHUTDOWN');
    await expect(running).rejects.toMatchObject({ type: 'WORKER_SHUTDOWN', nonRetryable: false });
  });

  it('does not begin when it is cancelled already', async () => {
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

  it('beats by itself while an action runs, with what the action told last', async () => {
    // It ends as soon as two beats came by themselves; jest's own limit ends a run that never beats.
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

  it('does not beat in the first moment, and never in a local activity', async () => {
    expect(await beatsOf({}, () => sleep(50))).toEqual([]);
    expect(
      await beatsOf({ isLocal: true, heartbeatTimeoutMs: 30 }, async (_, { heartbeat }) => {
        heartbeat(1);
        await sleep(60);
      }),
    ).toEqual([]);
  });

  it('gives an attempt what the one before told last', async () => {
    const { output } = await perform({
      info: { heartbeatDetails: { done: 3 } },
      action: actionThat((_, context) => context.previousHeartbeat),
    });
    expect(output).toEqual({ done: 3 });
  });
});

/** An action that takes long enough for its states to be written meanwhile. */
const lasting = actionThat(async () => {
  await sleep(120);
  return 1;
});

describe('runAction and the outbox', () => {
  it('has what rode along written while the action runs', async () => {
    const store = new MemoryTaskStateStore();
    const reply = await perform({ store, action: lasting, request: { outbox } });
    expect(reply.unwritten).toBeUndefined();
    expect(await store.readTask(outbox, 'charge')).toMatchObject({ status: 'RUNNING' });
  });

  it('leaves what rode along with a brief action to the next ride', async () => {
    const store = new MemoryTaskStateStore();
    const reply = await perform({ store, action: actionThat(() => 1), request: { outbox } });
    expect(reply).toMatchObject({ output: 1, unwritten: true });
    expect(await store.readTask(outbox, 'charge')).toBeUndefined();
  });

  it('writes at once what has become much', async () => {
    const store = new MemoryTaskStateStore();
    const states = Array.from({ length: 5 }, (_, index) => ({ ...charge, path: `charge${index}` }));
    const reply = await perform({ store, action: actionThat(() => 1), request: { outbox: { ...outbox, states } } });
    expect(reply.unwritten).toBeUndefined();
    expect(await store.readTask(outbox, 'charge4')).toMatchObject({ status: 'RUNNING' });
  });

  it('has nothing to tell where nothing rode along', async () => {
    expect((await perform({ action: actionThat(() => 1) })).unwritten).toBeUndefined();
  });

  it('begins to write before the action ends, and waits for it', async () => {
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

  it('tells what was not written, and neither fails nor waits for ever', async () => {
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

  it('writes also where the action fails', async () => {
    const store = new MemoryTaskStateStore();
    const action = actionThat(async () => {
      await sleep(120);
      throw new Error('no');
    });
    await failureOf({ store, action, request: { outbox } });
    expect(await store.readTask(outbox, 'charge')).toBeDefined();
  });
});
