import type { ChildTask, RunParent } from '../contracts/child-task-manager';
import type { RecordedProgress, StateRecorder } from '../contracts/state-recorder';
import type { WorkResult } from '../contracts/task-orchestrator';
import { changeOf, type RunRecords, type StateChange } from './run-records';
import type { FailureOutcome, TaskOutcome } from '../model/outcome';
import type { TaskNode } from '../model/plan';
import type { ShownFields, TaskProgress, TaskState } from '../model/task-state';

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

  get progress(): RecordedProgress | undefined {
    const { own, version = 1 } = this.#recorded;
    return own === undefined ? undefined : { kept: own, version };
  }

  /** The end of the delay; undefined if there is none. Milliseconds since the epoch. */
  get startsAtMs(): number | undefined {
    return this.#recorded.startsAtMs;
  }

  /** The end of the timeout; undefined if there is none. Milliseconds since the epoch. */
  get deadlineMs(): number | undefined {
    return this.#recorded.deadlineMs;
  }

  /** The handler that was running in the earlier execution. */
  get handler(): TaskProgress['handler'] {
    return this.#recorded.handler;
  }

  /** The failure that this handler handles; undefined if no handler was running. */
  get handledFailure(): FailureOutcome | undefined {
    const { state } = this;
    if (state?.handling === undefined || state.error === null) return undefined;
    return { status: state.handling, error: state.error, handled: false, output: null };
  }

  /** Records the end of the delay, so that another execution can resume the delay. */
  pending(startsAtMs: number): void {
    this.#transition({ status: 'PENDING', progress: { startsAtMs } });
  }

  start(startedAt: string, deadlineMs: number | undefined, shown: ShownFields = {}): void {
    const progress = deadlineMs === undefined ? {} : { deadlineMs };
    this.#transition({ status: 'RUNNING', startedAt, progress, ...shown });
  }

  running(progress: RecordedProgress): void {
    this.#transition({ status: 'RUNNING', progress: this.#with(progress) });
  }

  waiting(progress: RecordedProgress): void {
    this.#transition({ status: 'WAITING', progress: this.#with(progress) });
  }

  /** Records that the work has failed and its handler begins: a resumed execution does not repeat the work. */
  handling({ status, error }: FailureOutcome, handler: NonNullable<TaskProgress['handler']>, attempt: number): void {
    this.#transition({ status: 'RUNNING', handling: status, error, attempt, progress: { handler } });
  }

  end(outcome: TaskOutcome, endedAt: string, work: Partial<WorkResult> = {}): TaskState {
    const { startedAt = null, attempt = 1 } = this.state ?? {};
    return this.#transition({
      ...changeOf(outcome),
      startedAt: work.startedAt ?? startedAt,
      endedAt: work.endedAt ?? endedAt,
      attempt: work.attempt ?? attempt,
    });
  }

  #with({ kept, version }: RecordedProgress): TaskProgress {
    return { ...this.#recorded, own: kept, ...(version === 1 ? {} : { version }) };
  }

  get #recorded(): TaskProgress {
    return this.state?.progress ?? {};
  }

  #transition(change: StateChange): TaskState {
    return this.#records.transition(this.#child, change);
  }
}

/** One running visit of a task. */
export interface Visit extends ChildTask {
  /** The task with the plan's defaults. */
  readonly task: TaskNode;
  readonly record: TaskRecord;
  readonly parent: RunParent;
}
