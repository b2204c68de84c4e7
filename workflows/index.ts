import './sandbox/promise-stacks';
export { createOctavoRun, type OctavoRun, octavoRun } from './run/octavo-run';
export type { ExtendRun, ExtensionRequest, RunExtension } from './run/run-extension';
export type { Rider, Trip } from './outbox/rider';
export { octavoFlush } from './outbox/octavo-flush';
export type { OctavoRunArgument, PlannedArgument, UnplannedArgument } from './run/run-argument';
export type { RunResult, TaskSummary } from './run/run-result';
export type { SignalEnvelope } from './signals/signal-envelope';
export type { RunStatusView, TasksPage, TasksQuery } from './view/run-queries';
