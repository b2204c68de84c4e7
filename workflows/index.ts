import './sandbox/promise-stacks';
export { createOctavoRun, type OctavoRun, octavoRun } from './run/octavo-run';
export { octavoFlush } from './outbox/octavo-flush';
export type { OctavoRunArgument, PlannedArgument, UnplannedArgument } from './run/run-argument';
export type { RunResult, TaskSummary } from './run/run-result';
export type { SignalEnvelope } from './signals/signal-envelope';
export type { RunStatusView, TasksPage, TasksQuery } from './view/run-queries';
