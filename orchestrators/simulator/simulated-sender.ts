import type { Cancellation } from '../contracts/cancellation';
import type { SignalRequest, SignalSender, SignalTarget, WaitingRun } from '../contracts/signals';
import type { Timers } from '../contracts/timers';
import type { SignalBuffer } from '../engine/signal-buffer';

/** The workflow id of a simulated run. */
export const simulatedWorkflowId = 'simulated';

/** Another run, and the delay of a signal to it; default: none. */
export interface OtherRun extends WaitingRun {
  readonly afterMs?: number;
}

/** The runs that signals can reach, besides the run itself. */
export interface OtherRuns {
  /** Runs that wait for every signal. Default: none. */
  readonly others?: readonly OtherRun[] | undefined;
  /** The definitions that can be started; default: all. */
  readonly definitions?: readonly string[] | undefined;
}

/** Sends the signals of a simulated run, and keeps them. */
export class SimulatedSender implements SignalSender {
  readonly sent: SignalRequest[] = [];
  readonly #signals: SignalBuffer;
  readonly #timers: Pick<Timers, 'now' | 'sleep'>;
  readonly #others: readonly OtherRun[];
  readonly #definitions: readonly string[] | undefined;

  constructor(signals: SignalBuffer, timers: Pick<Timers, 'now' | 'sleep'>, { others = [], definitions }: OtherRuns) {
    this.#signals = signals;
    this.#timers = timers;
    this.#others = others;
    this.#definitions = definitions;
  }

  findWaiting(): Promise<readonly WaitingRun[]> {
    return Promise.resolve(this.#others.map(({ afterMs: _afterMs, ...run }) => run));
  }

  async send(request: SignalRequest, cancellation: Cancellation): Promise<readonly string[]> {
    const { signal, signalId, payload, to } = request;
    const recipients = this.#recipientsOf(to);
    const latencyMs = this.#latencyMs(recipients);
    if (latencyMs > 0) await this.#timers.sleep(latencyMs, cancellation);
    if (recipients.length > 0) this.sent.push(request);
    if (recipients.includes(simulatedWorkflowId)) {
      const receivedAt = new Date(this.#timers.now()).toISOString();
      this.#signals.receive({ name: signal, id: signalId, payload, sender: simulatedWorkflowId, receivedAt });
    }
    return recipients;
  }

  #latencyMs(recipients: readonly string[]): number {
    return Math.max(
      0,
      ...this.#others.map(({ workflowId, afterMs = 0 }) => (recipients.includes(workflowId) ? afterMs : 0)),
    );
  }

  #recipientsOf(to: SignalTarget): readonly string[] {
    if ('self' in to) return [simulatedWorkflowId];
    if ('start' in to) return this.#definitions?.includes(to.start.definition) === false ? [] : [to.start.workflowId];
    if ('parent' in to) return [];
    const asked = 'waiting' in to ? (to.workflowIds ?? []) : [to.workflowId];
    return asked.filter((id) => this.#others.some(({ workflowId }) => workflowId === id));
  }
}
