import { ApplicationFailure, ApplicationFailureCategory, CancelledFailure } from '@temporalio/common';
import { ActionError } from '../define-action';
import { endOfFailure } from './action-failure';
import { actionThat, failureOf, threeAttempts } from './run-action.fixture';

const secrets = { PW: 's3cr3t-Value!!' };

function failureFor(thrown: unknown): ReturnType<typeof failureOf> {
  const action = actionThat(() => {
    throw thrown;
  });
  return failureOf({ action, secrets });
}

const leaking = {
  get() {
    throw new Error(`with ${secrets.PW}`);
  },
};

function withGetter(target: object, name: string): object {
  return Object.defineProperty(target, name, leaking);
}

describe('retryAfterMs of an error', () => {
  it.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -1, '5', 5n])(
    'is ignored when it is %p',
    async (retryAfterMs) => {
      const failure = await failureFor(new ActionError('BUSY', 'b', { retryAfterMs: retryAfterMs as number }));
      expect(failure).toMatchObject({ code: 'BUSY', nonRetryable: false, delayMs: 1_000 });
    },
  );

  it('is limited to a year', async () => {
    const failure = await failureFor(new ActionError('BUSY', 'b', { retryAfterMs: 1e300 }));
    expect(failure).toMatchObject({ code: 'BUSY', delayMs: 365 * 86_400_000 });
  });

  it('does not make the delay NaN when the policy multiplies zero', async () => {
    const action = actionThat(() => Promise.reject(new Error('no luck')));
    const retry = { ...threeAttempts, initialInterval: '0s', backoff: 1e200, maxAttempts: 9 };
    expect(await failureOf({ action, request: { retry }, info: { attempt: 3 } })).toMatchObject({ delayMs: 0 });
  });
});

describe('an error that throws when it is read', () => {
  const revoked = Proxy.revocable({}, {});
  revoked.revoke();
  const trap = leaking.get;
  const coded = (): ActionError => new ActionError('BUSY', 'b');

  it.each<[string, unknown, string]>([
    ['a message that throws', withGetter(new Error('x'), 'message'), 'ACTION_FAILED'],
    ['a name that throws', withGetter(new Error('x'), 'name'), 'ACTION_FAILED'],
    ['a stack that throws', withGetter(new Error('x'), 'stack'), 'ACTION_FAILED'],
    ['a code that throws', withGetter(new Error('x'), 'code'), 'ACTION_FAILED'],
    ['isRetryable that throws', withGetter(coded(), 'isRetryable'), 'ACTION_FAILED'],
    ['retryAfterMs that throws', withGetter(coded(), 'retryAfterMs'), 'BUSY'],
    ['details that throw', withGetter(coded(), 'details'), 'BUSY'],
    ['details of which a part throws', new ActionError('BUSY', 'b', { details: withGetter({}, 'a') as never }), 'BUSY'],
    [
      'a failure of Temporal with a type that throws',
      withGetter(ApplicationFailure.create({}), 'type'),
      'ACTION_FAILED',
    ],
    ['a failure of Temporal with a number as type', ApplicationFailure.create({ type: 5 as never }), 'ACTION_FAILED'],
    ['a value without text', Object.create(null), 'ACTION_FAILED'],
    ['a value whose text throws', { toString: trap }, 'ACTION_FAILED'],
    ['a proxy that throws', new Proxy({}, { get: trap, has: trap, getPrototypeOf: trap }), 'ACTION_FAILED'],
    ['a revoked proxy', revoked.proxy, 'ACTION_FAILED'],
  ])('with %s fails the attempt by the policy, masked', async (_what, thrown, code) => {
    const failure = await failureFor(thrown);
    expect(failure).toMatchObject({ code, attempt: 1, nonRetryable: false, delayMs: 1_000 });
    expect(failure.message).not.toBe('');
    expect(JSON.stringify(failure)).not.toContain(secrets.PW);
  });

  it('with details too deep to mask fails the attempt', async () => {
    const deep = JSON.parse(`${'['.repeat(5_000)}${']'.repeat(5_000)}`) as never;
    expect(await failureFor(new ActionError('BUSY', 'b', { details: deep }))).toMatchObject({
      attempt: 1,
      nonRetryable: false,
    });
  });
});

it.each([
  ['a failure', ApplicationFailure.create({ type: 'CARD_DECLINED' }), { status: 'FAILED', code: 'CARD_DECLINED' }],
  ['a cancellation', new CancelledFailure('cancelled'), { status: 'CANCELED', code: 'CANCELED' }],
  [
    'a shutdown of the worker',
    ApplicationFailure.create({ type: 'WORKER_SHUTDOWN' }),
    { status: 'CANCELED', code: 'WORKER_SHUTDOWN' },
  ],
  [
    'an output that is too large for a local activity',
    ApplicationFailure.create({ type: 'LOCAL_OUTPUT_TOO_LARGE', category: ApplicationFailureCategory.BENIGN }),
    undefined,
  ],
])('endOfFailure converts %s', (_, failure, end) => {
  expect(endOfFailure(failure)).toEqual(end);
});
