/**
 * How many visits took how long: bucket of the fixed logarithmic histogram (`latencyBucketOf`) to count. Buckets
 * without a visit are left out.
 */
export type LatencyCounts = Readonly<Record<number, number>>;
