import type { ChildTask } from '../contracts/child-task-manager';
import type { StateRecorder } from '../contracts/state-recorder';
import type { WorkResult } from '../contracts/task-orchestrator';
import type { Json } from '../model/json';
import type { FailureOutcome, TaskOutcome } from '../model/outcome';
import type { TaskState } from '../model/task-state';
import type { RunRecords } from './run-records';
import { changeOf, type StateChange } from './state-change';

/** The record of one visit: every change of it is a transition. */
export class TaskRecord implements StateRecorder {
  readonly #records: RunRecords;
  readonly #child: ChildTask;

  constructor(records: RunRecords, child: ChildTask) {
    this.#records = records;
    this.#child = child;
  }

  get state(): TaskState | undefined {
    return this.#records.stateOf(this.#child.path);
  }

  /** Before the start: what the delay needs to go on. */
  pending(progress: Json): void {
    this.#transition({ status: 'PENDING', progress });
  }

  start(startedAt: string): void {
    this.#transition({ status: 'RUNNING', startedAt, progress: null });
  }

  running(progress?: Json): void {
    this.#transition({ status: 'RUNNING', ...(progress === undefined ? {} : { progress }) });
  }

  waiting(progress?: Json): void {
    this.#transition({ status: 'WAITING', ...(progress === undefined ? {} : { progress }) });
  }

  /** The work has failed and its handler begins: an execution that goes on from here does not run the work again. */
  handling({ status, error, output }: FailureOutcome): void {
    this.#transition({ status: 'RUNNING', handling: status, error, output });
  }

  /** The failure whose handler was running when the recording ended. */
  get handledFailure(): FailureOutcome | undefined {
    const state = this.state;
    if (state?.handling === undefined || state.error === null) return undefined;
    return { status: state.handling, error: state.error, handled: false, output: null };
  }

  end(outcome: TaskOutcome, endedAt: string, work: Partial<WorkResult> = {}): TaskState {
    const started = this.state?.startedAt ?? null;
    return this.#transition({
      ...changeOf(outcome),
      startedAt: work.startedAt ?? started,
      endedAt: work.endedAt ?? endedAt,
      attempt: work.attempt ?? 1,
    });
  }

  #transition(change: StateChange): TaskState {
    return this.#records.transition(this.#child, change);
  }
}
