import type { ActionRequest, ActionResult, Cancellation, Eventually, Timers } from '@octavo/orchestrators';
import type { LocalBudget } from '../limits/local-budget';
import type { RunGate } from '../limits/run-gate';
import type { OutboxWriter } from '../outbox/outbox-writer';
import type { FailureLog } from '../run/failure-log';
import type { LocalLane } from '../turns/local-lane';

/** Runs one kind of action with Temporal. Each handler is a file of this folder, registered by action name. */
export interface ActionHandler {
  /** Throws `TaskFailure` or `CanceledError`, as `ActionRunner.run` does. */
  run(request: ActionRequest, cancellation: Cancellation): Eventually<ActionResult>;
}

/** The parts of a run that all handlers use. */
export interface ActionHandlerParts {
  readonly writer: OutboxWriter;
  readonly gate: RunGate;
  readonly lane: LocalLane;
  readonly localBudget: LocalBudget;
  readonly timers: Timers;
  readonly failures: Pick<FailureLog, 'actionFailed' | 'attemptFailed'>;
  /** True if the server has Octavo's search attributes. */
  readonly hasSearchAttributes: boolean;
}
