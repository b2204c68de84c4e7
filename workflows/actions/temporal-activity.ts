import {
  type ActionRequest,
  type ActionResult,
  type Cancellation,
  isJsonObject,
  type Json,
  TaskFailure,
} from '@octavo/orchestrators';
import { proxyActivities } from '@temporalio/workflow';
import { runInScope } from '../adapters/temporal-timers';
import { checkActivityName } from '../limits/temporal-names';
import { isUnreadable } from '../sandbox/payload-converter';
import type { ActionHandler, ActionHandlerParts } from './action-handler';
import { remoteOptions } from './remote-activity';
import { failureOfAction } from './temporal-failures';

/**
 * Action `temporal.activity`: runs any activity on any task queue, in any language. Each request makes one attempt; the
 * engine retries. Such an activity cannot carry states, so pending states are written before it starts.
 */
export class TemporalActivity implements ActionHandler {
  readonly #parts: ActionHandlerParts;

  constructor(parts: ActionHandlerParts) {
    this.#parts = parts;
  }

  async run(request: ActionRequest, cancellation: Cancellation): Promise<ActionResult> {
    const { activity, args } = readInput(request.input);
    const attempt = request.previousAttempts + 1;
    await this.#parts.writer.flushPending();
    return await this.#parts.gate.pass(request.input, cancellation, async () => {
      const proxy = proxyActivities<Record<string, (...args: Json[]) => Promise<Json | undefined>>>(optionsOf(request));
      try {
        const output = await runInScope(cancellation, async () => await proxy[activity]?.(...args));
        return { output: readable(output ?? null), attempt };
      } catch (thrown) {
        const failure = failureOfAction(thrown, attempt);
        // The worker may not be an Octavo worker, so it may not have logged the attempt.
        if (failure instanceof TaskFailure) this.#parts.failures.attemptFailed(request, failure, false);
        throw failure;
      }
    });
  }
}

function readable(output: Json): Json {
  if (!isUnreadable(output)) return output;
  const message = `the result cannot be read as JSON; its payload has the encoding "${output.unreadable}"`;
  throw new TaskFailure('OUTPUT_INVALID', message);
}

function optionsOf(request: ActionRequest): ReturnType<typeof remoteOptions> {
  const { heartbeatTimeout, startToCloseTimeout: _withGrace, ...options } = remoteOptions(request, 1);
  // Activities of other teams may send no heartbeats, so the timeout is set only if the definition has one.
  const heartbeatOption =
    request.heartbeatTimeoutMs === undefined || heartbeatTimeout === undefined ? {} : { heartbeatTimeout };
  // For Temporal, zero means no timeout.
  return { ...options, ...heartbeatOption, startToCloseTimeout: Math.max(1, request.attemptTimeoutMs) };
}

function readInput(input: Json): { readonly activity: string; readonly args: readonly Json[] } {
  if (!isJsonObject(input))
    throw new TaskFailure('INPUT_INVALID', '`with` of temporal.activity must be { activity, args }');
  const { activity, args = [] } = input;
  checkActivityName(activity);
  if (!Array.isArray(args)) throw new TaskFailure('INPUT_INVALID', '`args` of temporal.activity must be a list');
  return { activity, args };
}
