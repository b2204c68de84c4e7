import type { Json } from '@octavo/orchestrators';

/** First detail of a failure that an activity of the old engine throws; the failure's type is the code. */
export interface EngineFailureDetails {
  readonly details: Json;
  readonly attempt: number;
  readonly isRetryable: boolean;
  /** Path of origin; absent for the current task. */
  readonly task?: string;
}
