import type { ActionRequest, ActionResult, Cancellation, Eventually, Timers } from '@octavo/orchestrators';
import type { LocalBudget } from '../limits/local-budget';
import type { RunGate } from '../limits/run-gate';
import type { OutboxWriter } from '../outbox/outbox-writer';
import type { FailureLog } from '../run/failure-log';
import type { LocalLane } from '../turns/local-lane';

/** Has one kind of action done by Temporal. Each handler is one file of this folder, registered by action name. */
export interface ActionHandler {
  /** Throws `TaskFailure` or `CanceledError`, as `ActionRunner.run` does. */
  run(request: ActionRequest, cancellation: Cancellation): Eventually<ActionResult>;
}

/** What handlers share of a run. */
export interface ActionHandlerParts {
  readonly writer: OutboxWriter;
  readonly gate: RunGate;
  readonly lane: LocalLane;
  readonly localBudget: LocalBudget;
  readonly timers: Timers;
  readonly failures: Pick<FailureLog, 'actionFailed' | 'attemptFailed'>;
  /** The server knows Octavo's search attributes. */
  readonly hasSearchAttributes: boolean;
}
