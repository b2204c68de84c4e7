import type { ActionRunner } from '../contracts/action-runner';
import type { TaskRunner } from '../contracts/child-task-manager';
import type { EngineSelector } from '../contracts/engine-selector';
import type { Evaluator } from '../contracts/evaluator';
import type { Pace } from '../contracts/pace';
import type { RunLog } from '../contracts/run-log';
import type { RunVariables } from '../contracts/run-variables';
import type { SignalInbox, SignalSender } from '../contracts/signals';
import type { TaskOrchestrator } from '../contracts/task-orchestrator';
import type { Timers } from '../contracts/timers';
import type { Plan, TaskNode } from '../model/plan';
import type { RunInfo } from '../model/run-info';
import type { RunRecords } from './run-records';

/** All that is one per run; the runtime gives the ports, the engine the rest. */
export interface RunServices {
  readonly plan: Plan;
  readonly run: RunInfo;
  /** What idempotency keys begin with. */
  readonly keyPrefix: string;
  readonly records: RunRecords;
  readonly evaluator: Evaluator;
  readonly vars: RunVariables;
  readonly timers: Timers;
  readonly actions: ActionRunner;
  readonly signals: SignalInbox;
  readonly sender: SignalSender;
  readonly log: RunLog;
  readonly pace: Pace;
  /** The one place where a task gets its orchestrator. */
  orchestratorFor(task: TaskNode): TaskOrchestrator;
  /** Makes the choice among engines; absent: this one runs everything. */
  selectEngine?(engine: Engine): EngineSelector;
}

/** With the way down the tree. */
export interface Engine extends RunServices {
  readonly tasks: TaskRunner;
}
