import type { History } from './history';
import type { ActivationJob } from './protocol';

/** Something that is delivered to an execution with its next workflow task. */
export interface Arrival {
  record(history: History): void;
  /** Absent if nothing is delivered to the workflow code. */
  readonly job?: ActivationJob;
  /** Identifies it, if it can be removed before its delivery. */
  readonly key?: string;
}

/** The environment of one execution. */
export interface Surroundings {
  readonly workflowId: string;
  readonly runId: string;
  /** Milliseconds since the epoch. */
  nowMs(): number;
  /** Calls `happen` after this number of milliseconds; returns a function that cancels this. */
  after(delayMs: number, happen: () => void): () => void;
  /** Transport time between server and worker for one message; milliseconds. */
  tripMs(): number;
  arrive(arrival: Arrival): void;
}
