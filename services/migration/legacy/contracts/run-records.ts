import type { FailureOutcome, JsonObject, Plan, RunInfo, SuccessOutcome, TaskState } from '@octavo/orchestrators';
import type { TaskResult } from './response';
import type { TaskContext } from './task-context';

/** Requests the record of a run that starts. */
export interface BeginRunRequest {
  readonly plan: Pick<Plan, 'id' | 'version' | 'title' | 'vars' | 'timeout'>;
  readonly context: TaskContext;
}

export type BeginRunReply =
  | { readonly kind: 'begun'; readonly vars: JsonObject; readonly timeoutMs: number | null }
  | { readonly kind: 'refused'; readonly failure: FailureOutcome };

/** Requests the end of a run. */
export interface CompleteRunRequest {
  /** Handlers without their tasks. */
  readonly plan: Pick<Plan, 'id' | 'version' | 'title' | 'output' | 'onError'>;
  readonly context: TaskContext;
  readonly version: number;
  readonly result: TaskResult;
}

export type CompleteRunReply =
  | { readonly kind: 'ended'; readonly outcome: SuccessOutcome | FailureOutcome }
  | { readonly kind: 'handling'; readonly failure: FailureOutcome; readonly handler: number };

/** Writes the end of a child that does not run. */
export interface CloseChildRequest {
  readonly run: RunInfo;
  readonly state: TaskState;
}
