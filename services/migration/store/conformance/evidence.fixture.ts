import * as fc from 'fast-check';
import type { Difference, DifferenceField, Evidence } from '../../contracts/evidence';
import type { Engine } from '../../contracts/flags';
import { latencyBucketOf } from '../../evidence/latency-histogram';

let count = 0;

/** A batch with an id of its own, of the definition `order`. */
export function evidenceOf(parts: Partial<Evidence> = {}): Evidence {
  count += 1;
  const id = `batch-${process.pid}-${count}`;
  const run = { definition: 'order', workflowId: 'order-1', runId: 'run-1' };
  return { id, ...run, visits: [], comparisons: [], differences: [], ...parts };
}

/** Visits of one engine with these durations. */
export function visitsOf(
  type: string,
  engine: Engine,
  counts: { readonly succeeded?: number; readonly failed?: number; readonly tookMs?: readonly number[] } = {},
): Evidence['visits'][number] {
  const latencies: Record<number, number> = {};
  for (const tookMs of counts.tookMs ?? []) {
    const bucket = latencyBucketOf(tookMs);
    latencies[bucket] = (latencies[bucket] ?? 0) + 1;
  }
  return { type, engine, succeeded: counts.succeeded ?? 0, failed: counts.failed ?? 0, latencies };
}

export function differenceOf(parts: Partial<Difference> = {}): Difference {
  return { type: 'basic', path: 'a', field: 'output', at: '/total', legacy: 1, new: 2, ...parts };
}

const type = fc.constantFrom('basic', 'wait', 'parallel');
const few = fc.nat(3);

const visits = fc.array(
  fc
    .record({
      type,
      engine: fc.constantFrom<Engine>('legacy', 'new'),
      succeeded: few,
      failed: few,
      tookMs: fc.array(fc.nat(9_999)),
    })
    .map(({ type, engine, ...counts }) => visitsOf(type, engine, counts)),
  { maxLength: 4 },
);

const difference: fc.Arbitrary<Difference> = fc.record({
  type: fc.constant('basic'),
  path: fc.constantFrom('a', 'b', 'each[3]'),
  field: fc.constantFrom<DifferenceField>('status', 'output', 'request'),
  at: fc.constantFrom('', '/lines/0/price', '/lines/7/price', '/total'),
  legacy: fc.constantFrom(1, 'one'),
  new: fc.constantFrom(2, null),
});

/** Batches as runs send them, each with its own id. */
export const batches: fc.Arbitrary<readonly Evidence[]> = fc.array(
  fc
    .record({
      definition: fc.constantFrom('order', 'invoice'),
      visits,
      comparisons: fc.array(fc.record({ type, equal: few }), { maxLength: 2 }),
      differences: fc.array(difference, { maxLength: 3 }),
    })
    .map((parts) => evidenceOf(parts)),
  { maxLength: 8 },
);
