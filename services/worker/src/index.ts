export { bundlerOptionsFor } from './bundler-options';
export { createOctavoWorker, type OctavoWorker } from './create-octavo-worker';
export { temporalWorkerOptions } from './temporal-worker-options';
export { workflowBundle, type WorkflowBundleOptions } from './workflow-bundle';
export type { AdditionParts, OctavoWorkerOptions, WorkerAddition, WorkerLimits } from './worker-options';
export { WorkerStartError } from './worker-start-error';
