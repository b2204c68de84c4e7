import { byteLength, findNearest, maxBytes, waitingForAttribute } from '@octavo/orchestrators/model';
import type { Json, WaitsView } from '@octavo/orchestrators';
import type { SignalEnvelope } from '@octavo/workflows/messages';
import type { Client, WorkflowExecutionDescription } from '@temporalio/client';
import type { Execution, RunAddress } from './execution';
import { hasWorker, LiveRunReader } from './live-run-reader';
import { OctavoError } from './octavo-error';
import { isOfEndedRun, runEnded } from './read-result';

/**
 * A running worker answers within this time, unless it has much to replay. A report delays a signal by at most this
 * time.
 */
const SOON_MS = 1_000;

/** Signals and cancels runs, and reports the state of the run at that time. */
export class RunMessenger {
  readonly #client: Client;
  readonly #live: LiveRunReader;

  constructor(client: Client) {
    this.#client = client;
    this.#live = new LiveRunReader(client);
  }

  /** One call. @throws OctavoError PAYLOAD_TOO_LARGE, RUN_ENDED */
  async signal(run: RunAddress, envelope: SignalEnvelope): Promise<void> {
    const sizeBytes = byteLength(envelope as unknown as Json);
    if (sizeBytes > maxBytes.payload) throw tooLarge(envelope.name, sizeBytes);
    try {
      await this.#client.workflow.getHandle(run.workflowId, run.runId).signal('octavo.signal', envelope);
    } catch (error) {
      throw isOfEndedRun(error) ? await runEnded(this.#client, run, error) : error;
    }
  }

  /** Two calls if a worker answers, three if none does. */
  async signalWithReport(run: RunAddress, envelope: SignalEnvelope): Promise<SignalReport> {
    const view = await this.#live.waits(run, envelope, SOON_MS);
    if (view !== undefined) {
      await this.signal(run, envelope);
      return reportOf(envelope.name, view);
    }
    const described = await this.#describeOpen(run);
    await this.signal(run, envelope);
    return unansweredReport(described, described.typedSearchAttributes.get(waitingForAttribute));
  }

  async cancel({ workflowId, runId }: RunAddress): Promise<void> {
    await this.#client.workflow.getHandle(workflowId, runId).cancel();
  }

  /** Three calls, two of them concurrent. @throws OctavoError RUN_ENDED */
  async cancelWithReport(run: RunAddress): Promise<CancelReport> {
    const described = await this.#describeOpen(run);
    const { taskQueue, typedSearchAttributes } = described;
    const { connection, options } = this.#client;
    const queue = { connection, namespace: options.namespace, taskQueue };
    const [isPolled] = await Promise.all([hasWorker(queue).catch(() => true), this.cancel(run)]);
    return { taskQueue, waitingFor: typedSearchAttributes.get(waitingForAttribute) ?? [], hasWorker: isPolled };
  }

  /** The server ignores the cancellation of a run that has ended, without an error; so this is checked before. */
  async #describeOpen(run: RunAddress): Promise<WorkflowExecutionDescription> {
    const described = await this.#client.workflow.getHandle(run.workflowId, run.runId).describe();
    if (described.closeTime !== undefined) throw await runEnded(this.#client, run);
    return described;
  }
}

function tooLarge(name: string, sizeBytes: number): OctavoError {
  const message = `the signal ${name} has ${sizeBytes} bytes and may have ${maxBytes.payload}: pass a reference (a URL, a key) in place of the value`;
  return new OctavoError('PAYLOAD_TOO_LARGE', message);
}

/** The state of a run when a signal was sent to it. */
export type SignalReport = MetWaits | MetNobody;

/** A worker answered for the run just before the signal was sent. */
export interface MetWaits extends WaitsView {
  readonly isAnswered: true;
  /** The waited-for name that is most similar to the signal's name, if none is equal. */
  readonly nearest?: string;
}

/** No worker answered within a second. The server has the signal, and the run handles it when a worker starts. */
export interface MetNobody {
  readonly isAnswered: false;
  /** The names in the run's search attribute; absent if it has none. */
  readonly waitingFor?: readonly string[];
  /** The task queue that needs a worker. */
  readonly taskQueue: string;
}

/** The state of a run when it was cancelled. */
export interface CancelReport {
  /** The signal names that the run was waiting for, from its search attribute. */
  readonly waitingFor: readonly string[];
  /** The task queue that needs a worker, which ends the run. */
  readonly taskQueue: string;
  /** Whether a worker polls it; true if the caller has no permission to see that. */
  readonly hasWorker: boolean;
}

/** The report from a worker's answer. */
export function reportOf(name: string, view: WaitsView): MetWaits {
  const { waitingFor } = view;
  const nearest = waitingFor.includes(name) ? undefined : findNearest(name, waitingFor);
  return { isAnswered: true, ...view, ...(nearest === undefined ? {} : { nearest }) };
}

/** The report without a worker's answer. */
export function unansweredReport(
  { taskQueue }: Pick<Execution, 'taskQueue'>,
  waitingFor: readonly string[] | undefined,
): MetNobody {
  return { isAnswered: false, taskQueue, ...(waitingFor === undefined ? {} : { waitingFor }) };
}
