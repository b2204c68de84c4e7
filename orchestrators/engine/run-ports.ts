import type { ActionRunner } from '../contracts/action-runner';
import type { Cancellation } from '../contracts/cancellation';
import type { EngineSelector } from '../contracts/engine-selector';
import type { RunLog } from '../contracts/run-log';
import type { SignalSender } from '../contracts/signals';
import type { Timers } from '../contracts/timers';
import type { Pace } from '../contracts/pace';
import type { Json, JsonObject } from '../model/json';
import type { FailureOutcome } from '../model/outcome';
import type { Plan } from '../model/plan';
import type { RunInfo } from '../model/run-info';
import type { TaskState } from '../model/task-state';
import type { SignalBuffer, SignalBufferState } from './signal-buffer';
import type { Engine } from './run-services';
import type { OrchestratorFactory } from '../factory/orchestrator-factory';

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
  /** Cancelled when the run is. */
  readonly cancellation: Cancellation;
  /** Called with every transition, in order, when `checkpoint` of the run already includes it. */
  onTransition(state: TaskState): void;
  /** Called with transitions that another engine has made and written. */
  onAdopted?(state: TaskState): void;
  /** Chooses the engine of a task; absent: this engine runs every task. */
  selectEngine?(engine: Engine): EngineSelector;
  /** Called with the steps that expressions took. */
  onSteps(steps: number): void;
}

/** The plan and its input. */
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
