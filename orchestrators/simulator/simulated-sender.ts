import type { SignalRequest, SignalSender, SignalTarget, WaitingRun } from '../contracts/signals';
import type { SignalBuffer } from '../shared/signal-buffer';

/** The workflow id of a simulated run. */
export const simulatedWorkflowId = 'simulated';

/** Who a simulated run can send signals to, and what it sent. */
export class SimulatedSender implements SignalSender {
  readonly sent: SignalRequest[] = [];
  readonly #signals: SignalBuffer;
  readonly #now: () => string;
  readonly #others: readonly WaitingRun[];

  /** `others` wait for every signal; the run itself is always there. */
  constructor(signals: SignalBuffer, now: () => string, others: readonly WaitingRun[] = []) {
    this.#signals = signals;
    this.#now = now;
    this.#others = others;
  }

  findWaiting(): Promise<readonly WaitingRun[]> {
    return Promise.resolve(this.#others);
  }

  send(request: SignalRequest): Promise<readonly string[]> {
    const { signal, signalId, payload, to } = request;
    const recipients = this.#recipientsOf(to);
    if (recipients.length > 0) this.sent.push(request);
    if (recipients.includes(simulatedWorkflowId)) {
      const sender = simulatedWorkflowId;
      this.#signals.receive({ name: signal, id: signalId, payload, sender, receivedAt: this.#now() });
    }
    return Promise.resolve(recipients);
  }

  #recipientsOf(to: SignalTarget): readonly string[] {
    if ('self' in to) return [simulatedWorkflowId];
    if ('start' in to) return [to.start.workflowId];
    if ('parent' in to) return [];
    const asked = 'waiting' in to ? (to.workflowIds ?? []) : [to.workflowId];
    return asked.filter((id) => this.#others.some(({ workflowId }) => workflowId === id));
  }
}
