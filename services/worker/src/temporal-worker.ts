import type * as library from '@temporalio/worker';

/** Temporal's worker. It takes a third of a second to load, so modules that only define actions do not load it. */
export const temporalWorker = () => require('@temporalio/worker') as typeof library;
