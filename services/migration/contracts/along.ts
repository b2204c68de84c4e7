import type { Evidence } from './evidence';
import type { EngineMode } from './flags';

/** The data that a run attaches to its activities: its identity, the revision of its flags, and its evidence. */
export interface AlongRequest {
  /** Id of the definition. */
  readonly definition: string;
  readonly tenant?: string;
  /** The revision of its flags; absent before the first ones. */
  readonly revision?: string;
  /** Undelivered batches, and a new one. */
  readonly evidence?: readonly Evidence[];
}

/** The reply of the worker to a run. */
export interface AlongReply {
  /** The time of the flags by the worker's clock; milliseconds since the epoch. */
  readonly atMs: number;
  readonly revision: string;
  /** By task type; absent if the revision is the one that the run has. */
  readonly modes?: Readonly<Record<string, EngineMode>>;
  /** Set if all evidence is stored; else the run must send it again. */
  readonly isRecorded?: true;
  /** Set if the server has the search attribute for runs with tasks on the old engine. */
  readonly canTellEngine?: true;
}
