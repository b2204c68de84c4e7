// The types of messages between clients and runs. They do not depend on Temporal's workflow SDK.
export type { OctavoRunArgument, PlannedArgument, UnplannedArgument } from './run/run-argument';
export type { RunResult, TaskSummary } from './run/run-result';
export type { SignalEnvelope } from './signals/incoming-signals';
export type { RunStatusView, TasksPage, TasksQuery } from './view/run-queries';
