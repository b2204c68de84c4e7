/** Upper bound of the first bucket; each next one is twice as wide. */
const FIRST_MS = 1;
const BUCKETS = 32;

/** The bucket of a latency: 0 up to a millisecond, then each up to twice the one before. */
export function latencyBucketOf(latencyMs: number): number {
  if (!(latencyMs > FIRST_MS)) return 0;
  return Math.min(BUCKETS - 1, Math.ceil(Math.log2(latencyMs / FIRST_MS)));
}

/** The longest latency that falls into `bucket`; milliseconds. */
export function latencyOfBucket(bucket: number): number {
  return FIRST_MS * 2 ** bucket;
}
