import type { Json, PackedBatch, PackedRequest } from '@octavo/orchestrators';
import type { StateBatch } from '@octavo/state';
import type { CarriesAlong } from '../carries-along';

/** What the workflow asks `runAction` for. */
export interface RunActionRequest extends CarriesAlong, PackedRequest {
  /** States that ride along to the store. */
  readonly outbox?: PackedBatch<StateBatch>;
}

/** What came of it. A failure comes as an `ApplicationFailure` whose details are one `ActionFailureDetails`. */
export interface RunActionReply extends CarriesAlong {
  readonly output: Json;
  /** From 1, over all requests of the visit. */
  readonly attempt: number;
  /** RFC 3339 UTC, by the worker's clock. */
  readonly startedAt: string;
  readonly endedAt: string;
  /** The outbox was not written; it has to ride again. */
  readonly unwritten?: true;
}

/** First element of the details of the failure; its `type` is the code. */
export interface ActionFailureDetails {
  readonly details: Json;
  /** The last heartbeat details, where the server does not keep them for the next attempt. */
  readonly heartbeat?: Json;
  readonly attempt: number;
  readonly startedAt: string;
  readonly endedAt: string;
}
