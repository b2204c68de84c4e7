import type { z } from 'zod';
import type { Json } from '../model/json';

/**
 * The declaration of an action for the planner and the worker. Actions that the workflow runs itself (`kind` other than
 * `activity`) have no `run`.
 */
export interface ActionDeclaration {
  /** `set`, `http.request`, `billing.charge`. */
  readonly name: string;
  readonly description?: string;
  /** Where it runs: in the workflow without a round trip, in an Octavo activity, or as a command of the workflow. */
  readonly kind: 'pure' | 'activity' | 'command';
  readonly input: z.ZodType;
  readonly output: z.ZodType;
  /** Running it twice has the same effect as running it once. Default false. */
  readonly isIdempotent: boolean;
  /** It ends within a second or two. Default false. */
  readonly isShort: boolean;
}

/** An action that runs in an Octavo activity. */
export interface ActivityAction extends ActionDeclaration {
  readonly kind: 'activity';
  run(input: never, context: ActionContext): Promise<unknown>;
}

/** The services for a running action. */
export interface ActionContext {
  readonly workflowId: string;
  readonly runId: string;
  readonly path: string;
  /** From 1. */
  readonly attempt: number;
  /** The same for every attempt of this visit of the task. */
  readonly idempotencyKey: string;
  /** Aborted on cancellation, on the attempt's timeout, and when the worker shuts down. */
  readonly signal: AbortSignal;
  /**
   * The last heartbeat details that an earlier attempt recorded; null if none did. If a worker died, details of its
   * last second may be missing.
   */
  readonly previousHeartbeat: Json;
  /**
   * Tells Temporal that the action is alive; this also happens automatically every second. `details` are kept for the
   * next attempt; they have at most 48 KiB.
   *
   * @throws ActionError PAYLOAD_TOO_LARGE, not retryable
   */
  readonly heartbeat: (details?: Json) => void;
  /** Writes a line to the worker's log; secrets are masked. */
  readonly log: (message: string, fields?: Readonly<Record<string, Json>>) => void;
}
