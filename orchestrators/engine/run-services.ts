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

/** The services of one run; the runtime provides the ports, the engine the rest. */
export interface RunServices {
  readonly plan: Plan;
  readonly run: RunInfo;
  /** The prefix of idempotency keys. */
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
  /** The only place that looks up the orchestrator of a task. */
  orchestratorFor(task: TaskNode): TaskOrchestrator;
  /** Chooses the engine of a task; absent: this engine runs every task. */
  selectEngine?(engine: Engine): EngineSelector;
}

/** The services, with the function that runs a child. */
export interface Engine extends RunServices {
  readonly tasks: TaskRunner;
}
