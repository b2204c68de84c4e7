import type { z } from 'zod';
import type { Json } from '../model/json';

/**
 * What an action declares of itself to the planner and to the worker. `run` is not part of it for actions that the
 * workflow runs itself (`kind` other than `activity`).
 */
export interface ActionDeclaration {
  /** `set`, `http.request`, `billing.charge`. */
  readonly name: string;
  readonly description?: string;
  /** Where it runs: in the workflow at no cost, in an Octavo activity, or as a command of the workflow. */
  readonly kind: 'pure' | 'activity' | 'command';
  readonly input: z.ZodType;
  readonly output: z.ZodType;
  /** Running it twice does what running it once does. Default false. */
  readonly isIdempotent: boolean;
  /** It ends within a second or two. Default false. */
  readonly isShort: boolean;
}

/** An action that runs in an Octavo activity. */
export interface ActivityAction extends ActionDeclaration {
  readonly kind: 'activity';
  run(input: never, context: ActionContext): Promise<unknown>;
}

/** What a running action may use. */
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
   * The last heartbeat details that an attempt before this one recorded; null where none did. Of an attempt whose worker
   * died, what it recorded in its last second may be missing.
   */
  readonly previousHeartbeat: Json;
  /**
   * Tells Temporal that the action is alive, which is also done automatically every second. `details` are kept for the next
   * attempt; they may have 48 KiB. @throws ActionError PAYLOAD_TOO_LARGE, not retryable
   */
  readonly heartbeat: (details?: Json) => void;
  /** A line in the worker's log, secrets masked. */
  readonly log: (message: string, fields?: Readonly<Record<string, Json>>) => void;
}
