import { waitingForAttribute } from '@octavo/orchestrators/model';
import { byteLength, maxValueBytes } from '@octavo/orchestrators/model';
import type { Json } from '@octavo/orchestrators';
import type { SignalEnvelope } from '@octavo/workflows';
import type { Client, WorkflowExecutionDescription } from '@temporalio/client';
import type { RunAddress } from './execution';
import { hasWorker } from './has-worker';
import { LiveRunReader } from './live-run-reader';
import { OctavoError } from './octavo-error';
import { type CancelReport, reportOf, type SignalReport, unansweredReport } from './signal-report';
import { isOfEndedRun, runEnded } from './run-ended';

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
    if (sizeBytes > maxValueBytes) throw tooLarge(envelope.name, sizeBytes);
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

  /** The server takes the cancellation of a run that has ended for one that came too late, and says nothing. */
  async #describeOpen(run: RunAddress): Promise<WorkflowExecutionDescription> {
    const described = await this.#client.workflow.getHandle(run.workflowId, run.runId).describe();
    if (described.closeTime !== undefined) throw await runEnded(this.#client, run);
    return described;
  }
}

function tooLarge(name: string, sizeBytes: number): OctavoError {
  const message = `the signal ${name} is ${sizeBytes} bytes long and may have ${maxValueBytes}: pass a reference (a URL, a key) in place of the value`;
  return new OctavoError('PAYLOAD_TOO_LARGE', message);
}
