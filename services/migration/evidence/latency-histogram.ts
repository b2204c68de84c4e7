import type { LatencyCounts } from '../contracts/evidence';

/** Below this duration, a bucket is one millisecond wide. */
const EXACT = 32;
/** Above, each doubling has this many buckets, so one is at most 1/16 of its value wide. */
const PER_DOUBLING = 16;
const EXACT_BITS = 5;
const PER_DOUBLING_BITS = 4;
/** Twelve days; longer durations count as this. */
const LONGEST_MS = 2 ** 30;

/**
 * The bucket of a duration: exact below 32 ms, at most 6.25 % wide above. Whole-number arithmetic, so that workflow
 * code may use it; a negative duration (a clock that was set back) counts as 0.
 */
export function latencyBucketOf(durationMs: number): number {
  const whole = Math.max(0, Math.min(LONGEST_MS, Math.floor(durationMs || 0)));
  if (whole < EXACT) return whole;
  const exponent = 31 - Math.clz32(whole);
  const part = (whole >> (exponent - PER_DOUBLING_BITS)) - PER_DOUBLING;
  return EXACT + (exponent - EXACT_BITS) * PER_DOUBLING + part;
}

/** The range of whole milliseconds of a bucket. */
export function latencyRangeOf(bucket: number): { readonly fromMs: number; readonly widthMs: number } {
  if (bucket < EXACT) return { fromMs: bucket, widthMs: 1 };
  const doublings = Math.floor((bucket - EXACT) / PER_DOUBLING);
  const part = (bucket - EXACT) % PER_DOUBLING;
  const widthMs = 2 ** (doublings + EXACT_BITS - PER_DOUBLING_BITS);
  return { fromMs: (PER_DOUBLING + part) * widthMs, widthMs };
}

/** Adds two histograms. */
export function addLatencies(left: LatencyCounts, right: LatencyCounts): LatencyCounts {
  const sum: Record<number, number> = { ...left };
  for (const [bucket, count] of entriesOf(right)) sum[bucket] = (sum[bucket] ?? 0) + count;
  return sum;
}

/** The number of durations in a histogram. */
export function countLatencies(counts: LatencyCounts): number {
  return entriesOf(counts).reduce((total, [, count]) => total + count, 0);
}

/** The quantile at `share` (0 to 1) in milliseconds, interpolated inside its bucket; undefined for an empty histogram. */
export function latencyQuantile(counts: LatencyCounts, share: number): number | undefined {
  const rank = share * countLatencies(counts);
  let before = 0;
  let found: number | undefined;
  for (const [bucket, count] of entriesOf(counts)) {
    if (count <= 0) continue;
    const { fromMs, widthMs } = latencyRangeOf(bucket);
    found = fromMs + (widthMs - 1) * Math.min(1, Math.max(0, (rank - before) / count));
    before += count;
    if (before >= rank) return found;
  }
  return found;
}

/** In the order of the durations: JavaScript lists integer keys in ascending order. */
function entriesOf(counts: LatencyCounts): readonly (readonly [bucket: number, count: number])[] {
  return Object.entries(counts).map(([bucket, count]) => [Number(bucket), count] as const);
}
