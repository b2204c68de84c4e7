import type { History } from './history';
import type { ActivationJob } from './protocol';

/** Something that an execution is to learn with its next workflow task. */
export interface Arrival {
  record(history: History): void;
  /** Absent where the workflow code is not told. */
  readonly job?: ActivationJob;
  /** Names it, where it may be taken back before it is told. */
  readonly key?: string;
}

/** What the parts of one execution have around them. */
export interface Surroundings {
  readonly workflowId: string;
  readonly runId: string;
  /** Milliseconds since the epoch. */
  nowMs(): number;
  /** Has `happen` called in so many milliseconds; returns how to forget it. */
  after(delayMs: number, happen: () => void): () => void;
  /** How long something is on its way between server and worker this time; milliseconds. */
  tripMs(): number;
  arrive(arrival: Arrival): void;
}
