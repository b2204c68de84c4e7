import type { Json, PackedBatch, PackedRequest } from '@octavo/orchestrators';
import type { StateBatch } from '@octavo/state';
import type { CarriesAlong } from '../carries-along';

/** The request of `runAction`. */
export interface RunActionRequest extends CarriesAlong, PackedRequest {
  /** States to write to the store while the action runs. */
  readonly outbox?: PackedBatch<StateBatch>;
}

/** The result of `runAction`. On failure it throws an `ApplicationFailure` with one `ActionFailureDetails` as details. */
export interface RunActionReply extends CarriesAlong {
  readonly output: Json;
  /** From 1, over all requests of the visit. */
  readonly attempt: number;
  /** RFC 3339 UTC, by the worker's clock. */
  readonly startedAt: string;
  readonly endedAt: string;
  /** Set if the states were not written; the workflow must send them again. */
  readonly unwritten?: true;
}

/** First element of the failure's details. The failure's `type` is the code. */
export interface ActionFailureDetails {
  readonly details: Json;
  /** The latest heartbeat details, if the server does not keep them for the next attempt. */
  readonly heartbeat?: Json;
  readonly attempt: number;
  readonly startedAt: string;
  readonly endedAt: string;
}
