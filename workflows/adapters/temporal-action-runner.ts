import {
  type ActionRequest,
  type ActionResult,
  type ActionRunner,
  byteLength,
  type Cancellation,
  type Eventually,
  maxBytes,
  TaskFailure,
} from '@octavo/orchestrators';
import type { ActionHandler, ActionHandlerParts } from '../actions/action-handler';
import { commandActions } from '../actions/command-actions';
import { performLocally } from '../actions/local-activity';
import { OctavoActivity } from '../actions/octavo-activity';
import { performRemotely } from '../actions/remote-activity';
import { checkTaskQueue } from '../limits/temporal-names';

/** Runs actions with Temporal: by the handler of the action if there is one, else in the activity `runAction`. */
export class TemporalActionRunner implements ActionRunner {
  readonly #handlers: ReadonlyMap<string, ActionHandler>;
  readonly #activities: Readonly<Record<ActionRequest['execution'], ActionHandler>>;
  readonly #beforeAction: () => void;

  /** `beforeAction` is called before every action. */
  constructor(parts: ActionHandlerParts, beforeAction: () => void) {
    this.#handlers = new Map(Object.entries(commandActions).map(([name, Handler]) => [name, new Handler(parts)]));
    this.#activities = {
      remote: new OctavoActivity(parts, performRemotely, 'takeBatch'),
      local: new OctavoActivity(parts, performLocally(parts), 'takeBatchIfDue'),
    };
    this.#beforeAction = beforeAction;
  }

  run(request: ActionRequest, cancellation: Cancellation): Eventually<ActionResult> {
    checkSize(request);
    if (request.taskQueue !== undefined) checkTaskQueue(request.taskQueue);
    this.#beforeAction();
    const handler = this.#handlers.get(request.action) ?? this.#activities[request.execution];
    return handler.run(request, cancellation);
  }
}

function checkSize({ input, deferred }: ActionRequest): void {
  const sizeBytes = byteLength(input) + (deferred.length === 0 ? 0 : JSON.stringify(deferred).length);
  if (sizeBytes <= maxBytes.actionRequest) return;
  throw new TaskFailure(
    'PAYLOAD_TOO_LARGE',
    `the input of the action has ${sizeBytes} bytes; an input may have ${maxBytes.actionRequest}`,
  );
}
