import type { Evaluator } from './evaluator';
import type { ListScope } from './scope';
import type { TaskOutcome } from '../model/outcome';
import type { TaskState } from '../model/task-state';
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

/** The services for orchestrators; each orchestrator names the ones that it uses by `Pick`. */
export interface OrchestratorContext {
  readonly path: string;
  readonly visit: number;
  /** The same each time that this visit runs; made from the run's first execution and the path. */
  readonly idempotencyKey: string;
  readonly scope: ListScope;
  readonly cancellation: Cancellation;
  readonly priority: TaskPriority;
  readonly state: StateRecorder;
  readonly records: ChildRecords;
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

/** The states of this run, including those of earlier executions. */
export interface ChildRecords {
  stateOf(path: string): TaskState | undefined;
  /** Records a child that does not run, with its outcome. */
  close(child: ChildTask, outcome: TaskOutcome): void;
}
