import type { OctavoActivities } from '@octavo/activities';
import {
  type Cancellation,
  type Json,
  type SignalBuffer,
  type SignalRequest,
  type SignalSender,
  TaskFailure,
  type WaitingRun,
} from '@octavo/orchestrators';
import {
  type ActivityOptions,
  ActivityCancellationType,
  ApplicationFailure,
  getExternalWorkflowHandle,
  proxyActivities,
  workflowInfo,
} from '@temporalio/workflow';
import { failureOfAction } from '../actions/temporal-failures';
import { runInScope } from '../adapters/temporal-timers';
import type { RunGate } from '../limits/run-gate';
import { checkRunId, checkTemporalName } from '../limits/temporal-names';
import { ENVELOPE_SIGNAL, type SignalEnvelope, toSignal } from './incoming-signals';

/** For activities that read visibility or start workflows; retried like Temporal's own calls. */
const ACTIVITY: ActivityOptions = {
  startToCloseTimeout: '1m',
  heartbeatTimeout: '30s',
  cancellationType: ActivityCancellationType.TRY_CANCEL,
  retry: { initialInterval: '500ms', maximumInterval: '10s', maximumAttempts: 10 },
};

export interface SignalSenderParts {
  readonly buffer: SignalBuffer;
  readonly gate: RunGate;
  /** Called before each operation that adds events. */
  beforeSend(): void;
}

interface Recipient {
  readonly workflowId: string;
  readonly runId?: string;
}

/** Sends signals with Temporal. The sender is this run's workflow id. */
export class TemporalSignalSender implements SignalSender {
  readonly #parts: SignalSenderParts;

  constructor(parts: SignalSenderParts) {
    this.#parts = parts;
  }

  async send(request: SignalRequest, cancellation: Cancellation): Promise<readonly string[]> {
    const { to } = request;
    if ('self' in to) return this.#sendToSelf(request);
    if ('start' in to) return await this.#startAndSignal(request, to.start, cancellation);
    return await this.#sendToAll(await this.#recipientsOf(request, cancellation), request, cancellation);
  }

  async findWaiting(signal: string, _path: string, cancellation: Cancellation): Promise<readonly WaitingRun[]> {
    this.#parts.beforeSend();
    return await this.#parts.gate.pass(signal, cancellation, () =>
      runInScope(cancellation, () => proxyActivities<OctavoActivities>(ACTIVITY).findWaiting({ signal })).catch(fail),
    );
  }

  async #recipientsOf({ to, signal, path }: SignalRequest, cancellation: Cancellation): Promise<readonly Recipient[]> {
    if ('workflowId' in to) return [to];
    if ('parent' in to) return parentOf();
    if (!('waiting' in to)) return [];
    const ids =
      to.workflowIds ?? (await this.findWaiting(signal, path, cancellation)).map(({ workflowId }) => workflowId);
    return ids.map((workflowId) => ({ workflowId }));
  }

  #sendToSelf(request: SignalRequest): readonly string[] {
    this.#parts.buffer.receive(toSignal(envelopeOf(request)));
    return [workflowInfo().workflowId];
  }

  async #sendToAll(
    recipients: readonly Recipient[],
    request: SignalRequest,
    cancellation: Cancellation,
  ): Promise<readonly string[]> {
    const sent = await Promise.all(recipients.map((recipient) => this.#sendTo(recipient, request, cancellation)));
    return recipients.filter((_, index) => sent[index]).map(({ workflowId }) => workflowId);
  }

  /** False if no run with that id is open. */
  async #sendTo(
    { workflowId, runId }: Recipient,
    request: SignalRequest,
    cancellation: Cancellation,
  ): Promise<boolean> {
    if (workflowId === workflowInfo().workflowId) return this.#sendToSelf(request).length > 0;
    checkTemporalName('`to.workflowId` of a signal', workflowId);
    if (runId !== undefined) checkRunId('`to.runId` of a signal', runId);
    this.#parts.beforeSend();
    return await this.#parts.gate.pass(request.payload, cancellation, async () => {
      const handle = getExternalWorkflowHandle(workflowId, runId);
      try {
        await runInScope(cancellation, () => handle.signal(ENVELOPE_SIGNAL, envelopeOf(request)));
        return true;
      } catch (thrown) {
        if (isNotFound(thrown)) return false;
        throw failureOfAction(thrown, 1);
      }
    });
  }

  async #startAndSignal(
    request: SignalRequest,
    {
      definition,
      workflowId,
      input,
    }: { readonly definition: string; readonly workflowId: string; readonly input: Json },
    cancellation: Cancellation,
  ): Promise<readonly string[]> {
    checkTemporalName('`to.start.workflowId` of a signal', workflowId);
    this.#parts.beforeSend();
    const { taskQueue } = workflowInfo();
    const startRequest = {
      definitionId: definition,
      workflowId,
      input,
      taskQueue,
      signal: ENVELOPE_SIGNAL,
      signalArgs: [toJson(envelopeOf(request))],
    };
    return await this.#parts.gate.pass(input, cancellation, async () => {
      const started = await runInScope(cancellation, () =>
        proxyActivities<OctavoActivities>(ACTIVITY).startAndSignal(startRequest),
      ).catch(fail);
      return started === null ? [] : [started.workflowId];
    });
  }
}

function parentOf(): readonly Recipient[] {
  const { parent } = workflowInfo();
  return parent === undefined ? [] : [{ workflowId: parent.workflowId, runId: parent.runId }];
}

function envelopeOf({ signal, signalId, payload }: SignalRequest): SignalEnvelope {
  return { name: signal, id: signalId, payload, sender: workflowInfo().workflowId };
}

function toJson({ name, id = '', payload = null, sender = '' }: SignalEnvelope): Json {
  return { name, id, payload, sender };
}

// The SDK has no class for this failure, only this type.
function isNotFound(thrown: unknown): boolean {
  return thrown instanceof ApplicationFailure && thrown.type === 'ExternalWorkflowExecutionNotFound'
    ? true
    : messageOf(thrown).includes('not found');
}

function messageOf(thrown: unknown): string {
  return thrown instanceof Error ? thrown.message : '';
}

function fail(thrown: unknown): never {
  throw thrown instanceof TaskFailure ? thrown : failureOfAction(thrown, 1);
}
