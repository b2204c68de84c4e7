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
export { builtInOrchestrators, OrchestratorFactory, type OrchestratorMaker } from './factory/orchestrator-factory';
export { parseDurationMs } from './model/duration';
export { errorCatalogue, type ErrorCode, isNeverRetried, restartHint } from './model/error-catalogue';
export { findInexactNumber, isJsonList, isJsonObject } from './model/json';
export type * from './model/json';
export { isFailure, isTerminal, outputOf } from './model/outcome';
export type * from './model/outcome';
export { defaultAttemptTimeoutMs, withDefaults } from './model/plan-defaults';
export { patchLevel } from './model/patches';
export { childPath, itemPath, parentPath } from './model/paths';
export type * from './model/plan';
export { byteLength, clampText, maxBytes, omitLarge, overheadBytes, textBytes } from './model/size';
export { asTaskFailure, errorAt, TaskFailure } from './model/task-error';
export type * from './model/task-error';
export type * from './model/task-state';
export type * from './engine/run-ports';
export { RunRecords } from './engine/run-records';
export { TaskLifecycle } from './engine/lifecycle';
export { VirtualClock } from './engine/virtual-clock';
export { type RunOutcome, WorkflowRun } from './engine/workflow-run';
export { checkSchema, compileSchema } from './schema';
export { CanceledError, CancellationNode, throwIfCanceled, waitUnlessCanceled } from './engine/cancellation-node';
export { canceledOutcome } from './engine/failures';
export { type FanOut, fanOut, type FanOutResult, type PlacedFailure } from './engine/fan-out';
export { fanOutFailure } from './engine/fan-out-error';
export { recordedChild } from './engine/child-turns';
export { aggregatorOf, type Strategy, type StrategyRule, type Tolerance } from './engine/strategy-aggregator';
export { Progress, type ProgressOptions } from './engine/progress';
export type { Engine, RunServices } from './engine/run-ports';
export { type Flow, runFlow, settled } from './engine/flow';
export { decideRetry, mostAttempts } from './engine/retry-decision';
export { pickShown, plainTitles } from './engine/shown-fields';
export { asIfReceived, SignalBuffer, type SignalBufferState } from './engine/signal-buffer';
export { type PackedBatch, packBatch, unpackBatch } from './wire/packed-batch';
export {
  type AskingRun,
  type PackedRequest,
  packRequest,
  type SentRequest,
  unpackRequest,
} from './wire/packed-request';
export * from './model/search-attributes';
