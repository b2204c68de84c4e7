import type { RunActionReply, RunActionRequest, WORKER_SHUTDOWN } from '@octavo/activities';
import {
  type ActionRequest,
  type ActionResult,
  type Cancellation,
  type Eventually,
  type Flow,
  type Json,
  maxBytes,
  packBatch,
  packRequest,
  runFlow,
  settled,
  TaskFailure,
} from '@octavo/orchestrators';
import type { StateBatch } from '@octavo/state';
import { runKey } from '../run/run-info';
import type { ActionHandler, ActionHandlerParts } from './action-handler';
import { failureOfAction, isOfActivity } from './temporal-failures';

const shutdown: typeof WORKER_SHUTDOWN = 'WORKER_SHUTDOWN';

/** Runs the activity `runAction`, remotely or locally. */
export type PerformActivity = (
  request: ActionRequest,
  packed: RunActionRequest,
  cancellation: Cancellation,
) => Promise<RunActionReply>;

/** When an activity carries states: always, or only when many states are waiting or the last batch is old. */
type TakeBatch = 'takeBatch' | 'takeBatchIfDue';

/** Runs actions in the activity `runAction`, which also carries states from the outbox. */
export class OctavoActivity implements ActionHandler {
  readonly #parts: ActionHandlerParts;
  readonly #perform: PerformActivity;
  readonly #takeBatch: TakeBatch;

  constructor(parts: ActionHandlerParts, perform: PerformActivity, takeBatch: TakeBatch) {
    this.#parts = parts;
    this.#perform = perform;
    this.#takeBatch = takeBatch;
  }

  run(request: ActionRequest, cancellation: Cancellation): Eventually<ActionResult> {
    return runFlow(this.#run(request, cancellation));
  }

  *#run(request: ActionRequest, cancellation: Cancellation): Flow<ActionResult> {
    for (let current = request; ; ) {
      const result = yield* this.#attempt(current, cancellation);
      if (!(result instanceof TaskFailure)) return result;
      // The worker shut down while the action ran. The action itself has not failed, so request it again.
      if (result.code !== shutdown) throw result;
      current = result.heartbeat === undefined ? current : { ...current, previousHeartbeat: result.heartbeat };
    }
  }

  *#attempt(request: ActionRequest, cancellation: Cancellation): Flow<ActionResult | TaskFailure> {
    const { input, previousAttempts, previousHeartbeat } = request;
    const sent = previousHeartbeat === undefined ? input : [input, previousHeartbeat];
    try {
      return yield* this.#parts.gate.passFlow(sent, cancellation, (sentBytes) =>
        this.#performWithBatch(request, sentBytes, cancellation),
      );
    } catch (thrown) {
      const failure = failureOfAction(thrown, previousAttempts + 1, previousHeartbeat);
      if (!(failure instanceof TaskFailure)) throw failure;
      if (failure !== thrown) this.#parts.failures.attemptFailed(request, failure, isOfActivity(thrown));
      return failure;
    }
  }

  *#performWithBatch(request: ActionRequest, sentBytes: number, cancellation: Cancellation): Flow<ActionResult> {
    const { gate, writer } = this.#parts;
    const packed = packRequest(request, runKey());
    const ride = writer[this.#takeBatch](
      Math.max(0, Math.min(maxBytes.statesOfRequest, gate.roomBytes, maxBytes.actionRequest - sentBytes)),
    );
    const release = gate.reserve(ride.sizeBytes);
    let isWritten = false;
    let attachedReply: Json | undefined;
    try {
      const reply = yield* settled(
        this.#perform(request, { ...packed, ...outboxOf(ride.batch), ...ride.attached }, cancellation),
      );
      isWritten = reply.unwritten !== true;
      attachedReply = reply.along;
      return resultOf(reply);
    } finally {
      release();
      ride.end(isWritten ? 'written' : 'unwritten', attachedReply);
    }
  }
}

function outboxOf(batch: StateBatch): Pick<RunActionRequest, 'outbox'> {
  return batch.states.length === 0 ? {} : { outbox: packBatch(batch, runKey()) };
}

function resultOf({ output, attempt, startedAt, endedAt }: RunActionReply): ActionResult {
  return { output, attempt, startedAt, endedAt };
}
