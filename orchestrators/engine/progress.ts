import type { RecordedProgress, StateRecorder } from '../contracts/state-recorder';
import type { Json } from '../model/json';
import { TaskFailure } from '../model/task-error';

export interface ProgressOptions<Kept> {
  /** The version of the shape of the recorded value. Raise it when the shape changes. Default 1. */
  readonly version?: number;
  /** Converts a value that an older version recorded. Default: values of older versions are refused. */
  readonly upgrade?: (kept: Json, version: number) => Kept;
}

/**
 * The progress of one task type. It is recorded with the state of the visit, so that a later execution, perhaps by a later
 * version of Octavo, can resume.
 */
export class Progress<Kept extends Json> {
  readonly #version: number;
  readonly #upgrade: ProgressOptions<Kept>['upgrade'];

  constructor({ version = 1, upgrade }: ProgressOptions<Kept> = {}) {
    this.#version = version;
    this.#upgrade = upgrade;
  }

  /** The last recorded value; undefined if there is none. Throws `TaskFailure` INTERNAL for an unknown version. */
  read({ progress }: StateRecorder): Kept | undefined {
    if (progress === undefined) return undefined;
    const { kept, version } = progress;
    if (version === this.#version) return kept as Kept;
    if (version < this.#version && this.#upgrade !== undefined) return this.#upgrade(kept, version);
    throw new TaskFailure('INTERNAL', `its progress has version ${version}, and this worker knows ${this.#version}`);
  }

  /** Records `kept`, with the status RUNNING. */
  running(state: StateRecorder, kept: Kept): void {
    state.running(this.#toRecord(kept));
  }

  /** Records `kept`, with the status WAITING. */
  waiting(state: StateRecorder, kept: Kept): void {
    state.waiting(this.#toRecord(kept));
  }

  /** The decision that an earlier execution recorded at the start; else that of `decide`, which is recorded. */
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
