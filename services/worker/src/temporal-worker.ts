import type * as library from '@temporalio/worker';

/** Temporal's worker. It takes a third of a second to load, which modules that only define actions do not wait for. */
export const temporalWorker = () => require('@temporalio/worker') as typeof library;
