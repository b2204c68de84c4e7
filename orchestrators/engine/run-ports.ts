import type { ActionRunner } from '../contracts/action-runner';
import type { Cancellation } from '../contracts/cancellation';
import type { TaskRunner } from '../contracts/child-task-manager';
import type { EngineSelector } from '../contracts/engine-selector';
import type { Evaluator } from '../contracts/evaluator';
import type { Pace } from '../contracts/pace';
import type { RunLog } from '../contracts/run-log';
import type { RunVariables } from '../contracts/run-variables';
import type { SignalInbox, SignalSender } from '../contracts/signals';
import type { TaskOrchestrator } from '../contracts/task-orchestrator';
import type { Timers } from '../contracts/timers';
import type { RunRecords } from './run-records';
import type { SignalBuffer, SignalBufferState } from './signal-buffer';
import type { OrchestratorFactory } from '../factory/orchestrator-factory';
import type { Json, JsonObject } from '../model/json';
import type { FailureOutcome } from '../model/outcome';
import type { Plan, RunInfo, TaskNode } from '../model/plan';
import type { TaskState } from '../model/task-state';

/** The interfaces that a runtime provides to run one plan. */
export interface RunPorts {
  readonly factory: OrchestratorFactory;
  readonly timers: Timers;
  readonly actions: ActionRunner;
  readonly sender: SignalSender;
  /** The run's signals; the runtime adds arriving signals. */
  readonly signals: SignalBuffer;
  readonly log: RunLog;
  readonly pace: Pace;
  /** Cancelled when the run is cancelled. */
  readonly cancellation: Cancellation;
  /** Called with every transition, in order, when `checkpoint` of the run already includes it. */
  onTransition(state: TaskState): void;
  /** Called with transitions that another engine has made and written. */
  onAdopted?(state: TaskState): void;
  /** Chooses the engine of a task; absent: this engine runs every task. */
  selectEngine?(engine: Engine): EngineSelector;
  /** Called with the number of steps of each evaluation. */
  onSteps(steps: number): void;
}

/** The plan to run, its input, and the progress of an earlier execution. */
export interface RunRequest {
  readonly plan: Plan;
  /** Validated, defaults applied. */
  readonly input: Json;
  readonly run: RunInfo;
  /** The prefix of idempotency keys: the key of the task that started this run; default: the run's id. */
  readonly keyPrefix?: string;
  /** The progress of an earlier execution; absent: start from the beginning. */
  readonly checkpoint?: Checkpoint;
}

/** The whole progress of a run, from which another execution resumes. JSON. */
export interface Checkpoint {
  readonly states: readonly TaskState[];
  readonly vars: JsonObject;
  readonly signals: SignalBufferState;
  /** End of the run's timeout, once it has begun; milliseconds since the epoch. */
  readonly deadlineMs?: number;
  /** The failure that the definition's own handler is handling. */
  readonly handling?: HandledRun;
}

/** A failure of the run's list, and the index of its handler in the definition's `onError`. */
export interface HandledRun {
  readonly failure: FailureOutcome;
  readonly place: number;
}

/** The services of one run. The runtime provides the ports, the engine provides the other services. */
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
