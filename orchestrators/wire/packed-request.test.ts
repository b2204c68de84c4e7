import * as fc from 'fast-check';
import { defaultAttemptTimeoutMs, defaultRetry } from '../model/plan-defaults';
import { type PackedBatch, packBatch, type SentBatch, unpackBatch } from './packed-batch';
import { packRequest, type SentRequest, unpackRequest } from './packed-request';

const run = { workflowId: 'order-1', firstRunId: 'r1' };
/** The run id of the workflow after a reset. */
const reset = 'r2';
const usual: SentRequest = {
  ...{ action: 'billing.charge', path: 'a/b', input: { amount: 1 }, deferred: [], idempotencyKey: 'r1/a/b' },
  ...{ retry: defaultRetry, previousAttempts: 0, requestedAtMs: 5, attemptTimeoutMs: defaultAttemptTimeoutMs },
};

const requests: fc.Arbitrary<SentRequest> = fc.record(
  {
    ...{ action: fc.string(), path: fc.constantFrom('a', 'a/b'), input: fc.jsonValue() as fc.Arbitrary<null> },
    deferred: fc.constantFrom([], [{ at: ['a'], text: '${ secrets.x }', variables: {} }]),
    idempotencyKey: fc.constantFrom('r1/a', 'r1/a/b', 'r0/a'),
    retry: fc.constantFrom(defaultRetry, { ...defaultRetry, maxAttempts: 5 }),
    previousAttempts: fc.nat(2),
    previousHeartbeat: fc.constantFrom(null, 7),
    requestedAtMs: fc.constant(5),
    attemptTimeoutMs: fc.constantFrom(defaultAttemptTimeoutMs, 1_000),
  },
  { requiredKeys: Object.keys(usual) as (keyof typeof usual)[] },
);

describe('a packed request', () => {
  it('is the same again', () => {
    fc.assert(
      fc.property(requests, (request) => {
        expect(unpackRequest(packRequest(request, run), reset, 5)).toEqual(request);
        expect(unpackRequest(request, reset, 9)).toEqual(request);
      }),
    );
  });

  it('keeps the time of the first attempt where the policy counts from it', () => {
    const request = { ...usual, retry: { ...defaultRetry, totalTimeout: '1h' } };
    expect(unpackRequest(packRequest(request, run), reset, 9).requestedAtMs).toBe(5);
  });

  it('omits what most requests have', () => {
    expect(packRequest(usual, run)).toEqual({
      ...{ firstRunId: 'r1', action: 'billing.charge', path: 'a/b', input: { amount: 1 } },
    });
  });

  it('of an earlier version gets its key from the run id of the workflow', () => {
    const { firstRunId: _firstRunId, ...earlier } = packRequest(usual, run);
    expect(unpackRequest(earlier, 'r1', 5)).toEqual(usual);
  });
});

describe('a packed batch', () => {
  const batch = { ...{ workflowId: 'order-1', firstRunId: 'r1', states: [] }, run: { definition: 'order' } };

  it.each<[string, typeof batch, PackedBatch<SentBatch> & { run: object }]>([
    ['names no run where it is of the one that asks', batch, { states: [], run: { definition: 'order' } }],
    [
      'names the run of another first execution',
      { ...batch, firstRunId: 'r0' },
      { firstRunId: 'r0', states: [], run: batch.run },
    ],
    ['names another workflow', { ...batch, workflowId: 'x' }, { workflowId: 'x', states: [], run: batch.run }],
  ])('%s', (_what, sent, packed) => {
    expect(packBatch(sent, run)).toEqual(packed);
    expect(unpackBatch(packBatch(sent, run), run)).toEqual(sent);
  });
});
