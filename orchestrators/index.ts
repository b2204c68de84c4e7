export type * from './contracts/action-definition';
export type * from './contracts/action-runner';
export type * from './contracts/cancellation';
export type * from './contracts/child-task-manager';
export type * from './contracts/engine-selector';
export type * from './contracts/evaluator';
export type * from './contracts/eventually';
export type * from './contracts/orchestrator-context';
export type * from './contracts/pace';
export type * from './contracts/run-log';
export type * from './contracts/run-variables';
export type * from './contracts/scope';
export type * from './contracts/signals';
export type * from './contracts/state-recorder';
export type * from './contracts/status-aggregator';
export type * from './contracts/task-orchestrator';
export type * from './contracts/timers';
export {
  compileTemplate,
  createMeter,
  createNamespace,
  createVariables,
  ExpressionError,
  findNearest,
} from './expressions';
export { builtInOrchestrators } from './factory/built-in-orchestrators';
export { OrchestratorFactory } from './factory/orchestrator-factory';
export { parseDurationMs } from './model/duration';
export { type ErrorCode, errorCatalogue } from './model/error-catalogue';
export { isJsonList, isJsonObject } from './model/json';
export type * from './model/json';
export { isNeverRetried } from './model/never-retried';
export type * from './model/outcome';
export { defaultAttemptTimeoutMs, defaultRetry } from './basic/action-defaults';
export { type PackedState, packState, unpackState } from './model/packed-state';
export { parentPath } from './model/paths';
export type * from './model/plan';
export { withDefaults } from './model/plan-defaults';
export { restartHint } from './model/restart-hint';
export type * from './model/run-info';
export { byteLength, maxHeartbeatBytes, maxValueBytes } from './model/size';
export { canTransition, isTerminal, taskStatuses } from './model/status';
export type * from './model/status';
export { TaskFailure } from './model/task-error';
export type * from './model/task-error';
export type * from './model/task-state';
export type * from './run/run-ports';
export { RunRecords } from './shared/run-records';
export { TaskLifecycle } from './shared/task-lifecycle';
export { VirtualClock } from './shared/virtual-clock';
export { type RunOutcome, WorkflowRun } from './run/workflow-run';
export { checkSchema, compileSchema } from './schema';
export { CanceledError } from './shared/canceled-error';
export { CancellationNode, throwIfCanceled, waitUnlessCanceled } from './shared/cancellation-node';
export type { Engine, RunServices } from './shared/run-services';
export { type Flow, runFlow, settled } from './shared/flow';
export { decideRetry, mostAttempts } from './shared/retry-decision';
export { plainTitles } from './shared/plain-titles';
export { pickShown } from './shared/shown-fields';
export { asIfReceived } from './shared/as-if-received';
export { SignalBuffer, type SignalBufferState } from './shared/signal-buffer';
