import type { Evidence } from './evidence';
import type { EngineMode } from './flags';

/** What a run sends along with its activities: who asks, what it knows, what it has to tell. */
export interface AlongRequest {
  /** Id of the definition. */
  readonly definition: string;
  readonly tenant?: string;
  /** Of the flags that it knows; absent: none yet. */
  readonly revision?: string;
  /** Batches that came back untold, and a new one. */
  readonly evidence?: readonly Evidence[];
}

/** What the worker tells a run. */
export interface AlongReply {
  /** When the flags were asked, by the worker's clock; milliseconds since the epoch. */
  readonly atMs: number;
  readonly revision: string;
  /** By task type; absent: as the revision that the run knows. */
  readonly modes?: Readonly<Record<string, EngineMode>>;
  /** All of the evidence is stored; else it has to be told again. */
  readonly isRecorded?: true;
  /** The server knows the search attribute for runs with tasks on the old engine. */
  readonly canTellEngine?: true;
}
