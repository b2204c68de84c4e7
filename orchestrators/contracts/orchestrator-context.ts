import type { Evaluator } from './evaluator';
import type { Scope } from './scope';
import type { RunInfo } from '../model/run-info';
import type { ActionRunner, TaskPriority } from './action-runner';
import type { Cancellation } from './cancellation';
import type { ChildTask, TaskRunner } from './child-task-manager';
import type { Pace } from './pace';
import type { RunLog } from './run-log';
import type { SignalInbox, SignalSender } from './signals';
import type { StateRecorder } from './state-recorder';
import type { Timers } from './timers';
import type { RunVariables } from './run-variables';

/** All that an orchestrator may use; each takes only its part, by `Pick`. */
export interface OrchestratorContext {
  readonly path: string;
  readonly visit: number;
  readonly scope: Scope;
  readonly cancellation: Cancellation;
  readonly priority: TaskPriority;
  readonly state: StateRecorder;
  /** States of this task's descendants that an earlier execution left, by path. */
  readonly recorded: RecordedStates;
  readonly evaluator: Evaluator;
  readonly tasks: TaskRunner;
  readonly timers: Timers;
  readonly actions: ActionRunner;
  readonly signals: SignalInbox;
  readonly sender: SignalSender;
  readonly vars: RunVariables;
  readonly log: RunLog;
  readonly pace: Pace;
  readonly run: RunInfo;
}

/** Looks up what an earlier execution recorded. */
export interface RecordedStates {
  /** The version of the terminal state of `path`, undefined where it has not ended. Versions order ends in time. */
  endedVersion(path: string): number | undefined;
  /** True where anything was recorded of `path`. */
  has(path: string): boolean;
  /** Records a child as CANCELED that never started. */
  cancelUnstarted(child: ChildTask): void;
}
