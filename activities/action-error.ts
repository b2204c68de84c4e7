import type { Json } from '@octavo/orchestrators';

/** What an action throws to fail with a code of its own. */
export class ActionError extends Error {
  readonly code: string;
  readonly details: Json;
  readonly isRetryable: boolean;
  readonly retryAfterMs: number | undefined;

  /** @param code - UPPER_SNAKE_CASE; what `retry.rules` and `onError` match */
  constructor(code: string, message: string, options: ActionErrorOptions = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'ActionError';
    this.code = code;
    this.details = options.details ?? null;
    this.isRetryable = options.retryable ?? true;
    this.retryAfterMs = options.retryAfterMs;
  }
}

export interface ActionErrorOptions {
  readonly details?: Json;
  /** Default true. */
  readonly retryable?: boolean;
  /** The next attempt comes no earlier; milliseconds. */
  readonly retryAfterMs?: number;
  readonly cause?: unknown;
}
