export { cutValue } from './cut-value';
export { latencyBucketOf } from './latency-histogram';
