export type * from './evidence';
export type * from './flags';
export type * from './rollout-log';
