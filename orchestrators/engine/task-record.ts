import type { ChildTask, RunParent } from '../contracts/child-task-manager';
import type { RecordedProgress, StateRecorder } from '../contracts/state-recorder';
import type { WorkResult } from '../contracts/task-orchestrator';
import { changeOf, type RunRecords, type StateChange } from './run-records';
import type { Json } from '../model/json';
import type { FailureOutcome, TaskOutcome } from '../model/outcome';
import type { TaskNode } from '../model/plan';
import { TaskFailure } from '../model/task-error';
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

  /** The failure that it handles. */
  get handledFailure(): FailureOutcome | undefined {
    const { state } = this;
    if (state?.handling === undefined || state.error === null) return undefined;
    return { status: state.handling, error: state.error, handled: false, output: null };
  }

  /** Records, before the start, what is needed to resume the delay. */
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

export interface ProgressOptions<Kept> {
  /** Of the shape of what is kept. Raised when it changes. Default 1. */
  readonly version?: number;
  /** Makes what an older version kept into what this one keeps. Default: no older version is known. */
  readonly upgrade?: (kept: Json, version: number) => Kept;
}

/**
 * What one type of task keeps so that another execution can go on from where it was, perhaps one of a later version of
 * Octavo. Recorded with the state of the visit.
 */
export class Progress<Kept extends Json> {
  readonly #version: number;
  readonly #upgrade: ProgressOptions<Kept>['upgrade'];

  constructor({ version = 1, upgrade }: ProgressOptions<Kept> = {}) {
    this.#version = version;
    this.#upgrade = upgrade;
  }

  /** What was kept last; undefined where nothing was. Throws `TaskFailure` INTERNAL for a version that is not known. */
  read({ progress }: StateRecorder): Kept | undefined {
    if (progress === undefined) return undefined;
    const { kept, version } = progress;
    if (version === this.#version) return kept as Kept;
    if (version < this.#version && this.#upgrade !== undefined) return this.#upgrade(kept, version);
    throw new TaskFailure('INTERNAL', `its progress has version ${version}, and this worker knows ${this.#version}`);
  }

  /** Keeps `kept`, as RUNNING. */
  running(state: StateRecorder, kept: Kept): void {
    state.running(this.#toRecord(kept));
  }

  /** Keeps `kept`, as WAITING. */
  waiting(state: StateRecorder, kept: Kept): void {
    state.waiting(this.#toRecord(kept));
  }

  /** What an earlier execution decided at the start, else what `decide` gives, which is kept. */
  decided(state: StateRecorder, decide: () => Kept): Kept {
    const recorded = this.read(state);
    if (recorded !== undefined) return recorded;
    const decision = decide();
    this.running(state, decision);
    return decision;
  }

  #toRecord(kept: Kept): RecordedProgress {
    return { kept, version: this.#version };
  }
}
