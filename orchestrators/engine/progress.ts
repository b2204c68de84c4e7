import type { RecordedProgress, StateRecorder } from '../contracts/state-recorder';
import type { Json } from '../model/json';
import { TaskFailure } from '../model/task-error';

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
