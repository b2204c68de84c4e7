export { cutValue } from './difference-group';
export { latencyBucketOf } from './latency-histogram';
