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
import { workflowInfo } from '@temporalio/workflow';
import type { ActionHandler, ActionHandlerParts } from './action-handler';
import { failureOfAction, isOfActivity } from './temporal-failures';

const shutdown: typeof WORKER_SHUTDOWN = 'WORKER_SHUTDOWN';

/** Has `runAction` done: remote or local. */
export type PerformActivity = (
  request: ActionRequest,
  asked: RunActionRequest,
  cancellation: Cancellation,
) => Promise<RunActionReply>;

/** How the outbox rides: each time, or only where something has gathered. */
type Boarding = 'board' | 'boardBriefly';

/** Runs actions in the activity `runAction`; the outbox rides along. */
export class OctavoActivity implements ActionHandler {
  readonly #parts: ActionHandlerParts;
  readonly #perform: PerformActivity;
  readonly #board: Boarding;

  constructor(parts: ActionHandlerParts, perform: PerformActivity, board: Boarding) {
    this.#parts = parts;
    this.#perform = perform;
    this.#board = board;
  }

  run(request: ActionRequest, cancellation: Cancellation): Eventually<ActionResult> {
    return runFlow(this.#run(request, cancellation));
  }

  *#run(request: ActionRequest, cancellation: Cancellation): Flow<ActionResult> {
    for (let asked = request; ; ) {
      const result = yield* this.#ask(asked, cancellation);
      if (!(result instanceof TaskFailure)) return result;
      // The worker shut down in an orderly way, which says nothing about the action.
      if (result.code !== shutdown) throw result;
      asked = result.heartbeat === undefined ? asked : { ...asked, previousHeartbeat: result.heartbeat };
    }
  }

  *#ask(request: ActionRequest, cancellation: Cancellation): Flow<ActionResult | TaskFailure> {
    const { input, previousAttempts, previousHeartbeat } = request;
    const sent = previousHeartbeat === undefined ? input : [input, previousHeartbeat];
    try {
      return yield* this.#parts.gate.passFlow(sent, cancellation, (sentBytes) =>
        this.#ride(request, sentBytes, cancellation),
      );
    } catch (thrown) {
      const failure = failureOfAction(thrown, previousAttempts + 1, previousHeartbeat);
      if (!(failure instanceof TaskFailure)) throw failure;
      if (failure !== thrown) this.#parts.failures.attemptFailed(request, failure, isOfActivity(thrown));
      return failure;
    }
  }

  *#ride(request: ActionRequest, sentBytes: number, cancellation: Cancellation): Flow<ActionResult> {
    const { gate, writer } = this.#parts;
    const asked = packRequest(request, workflowInfo());
    const ride = writer[this.#board](
      Math.max(0, Math.min(maxBytes.statesOfRequest, gate.roomBytes, maxBytes.actionRequest - sentBytes)),
    );
    const unload = gate.load(ride.sizeBytes);
    let isWritten = false;
    let told: Json | undefined;
    try {
      const reply = yield* settled(
        this.#perform(request, { ...asked, ...riding(ride.batch), ...ride.carried }, cancellation),
      );
      isWritten = reply.unwritten !== true;
      told = reply.along;
      return resultOf(reply);
    } finally {
      unload();
      ride.end(isWritten ? 'written' : 'unwritten', told);
    }
  }
}

function riding(batch: StateBatch): Pick<RunActionRequest, 'outbox'> {
  return batch.states.length === 0 ? {} : { outbox: packBatch(batch, workflowInfo()) };
}

function resultOf({ output, attempt, startedAt, endedAt }: RunActionReply): ActionResult {
  return { output, attempt, startedAt, endedAt };
}
