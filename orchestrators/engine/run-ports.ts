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

/** What a runtime gives the engine to run one plan. */
export interface RunPorts {
  readonly factory: OrchestratorFactory;
  readonly timers: Timers;
  readonly actions: ActionRunner;
  readonly sender: SignalSender;
  /** The run's signals; the runtime puts into it what arrives. */
  readonly signals: SignalBuffer;
  readonly log: RunLog;
  readonly pace: Pace;
  /** Cancelled when the run is. */
  readonly cancellation: Cancellation;
  /** Told every transition, in order; `checkpoint` of the run then includes it. */
  onTransition(state: TaskState): void;
  /** Told the transitions that another engine has made and written. */
  onAdopted?(state: TaskState): void;
  /** Makes the choice among engines; absent: this one runs everything. */
  selectEngine?(engine: Engine): EngineSelector;
  /** Told the steps that expressions took. */
  onSteps(steps: number): void;
}

/** What is to be run. */
export interface RunRequest {
  readonly plan: Plan;
  /** Validated, defaults applied. */
  readonly input: Json;
  readonly run: RunInfo;
  /** What idempotency keys begin with: the key of the task that started this run; default the run's id. */
  readonly keyPrefix?: string;
  /** What an earlier execution left; absent: from the start. */
  readonly checkpoint?: Checkpoint;
}

/** The whole progress of a run: another execution goes on from it. JSON. */
export interface Checkpoint {
  readonly states: readonly TaskState[];
  readonly vars: JsonObject;
  readonly signals: SignalBufferState;
  /** End of the run's timeout, once it has begun; milliseconds since the epoch. */
  readonly deadlineMs?: number;
  /** The failure that the definition's own handler is at work on. */
  readonly handling?: HandledRun;
}

/** A failure that left the tasks of a run, and the place of its handler in `onError`. */
export interface HandledRun {
  readonly failure: FailureOutcome;
  readonly place: number;
}
