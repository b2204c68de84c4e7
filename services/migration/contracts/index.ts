export type * from './difference';
export type * from './engine-mode';
export type * from './evidence';
export type * from './flag-context';
export type * from './flag-snapshot';
export type * from './latency-counts';
export type * from './rollout-log';
