import type { Json, ReceivedSignal, SignalBuffer } from '@octavo/orchestrators';
import { log, setDefaultSignalHandler, uuid4 } from '@temporalio/workflow';
import { ENVELOPE_SIGNAL, readEnvelope, type SignalEnvelope } from './signal-envelope';

/** Lines that are not a user's are counted when they repeat. */
const ours = { sdkComponent: 'worker' };

/** Hands every signal of the workflow on, as waits see it. What is no signal is dropped; it must not harm the run. */
export function receiveSignals(receive: (signal: ReceivedSignal) => void): void {
  setDefaultSignalHandler((name, ...args) => {
    const envelope = toEnvelope(name, args[0]);
    if (envelope === undefined) log.warn('a signal without a name was dropped', { ...ours, fields: { signal: name } });
    else receive(toSignal(envelope));
  });
}

/** Logs a signal that was lost. */
export function reportReceipt({ name, id }: ReceivedSignal, receipt: ReturnType<SignalBuffer['receive']>): void {
  if (receipt !== 'dropped') return;
  log.warn('a signal was dropped: the buffer of the run is full', { ...ours, fields: { signal: name, id } });
}

/** A signal as waits see it, received now. */
export function toSignal({ name, id = uuid4(), payload = null, sender = id }: SignalEnvelope): ReceivedSignal {
  return { name, id, payload, sender, receivedAt: new Date().toISOString() };
}

// Any signal of Temporal's is a signal of Octavo's by its name; only its first argument counts.
function toEnvelope(name: string, argument: unknown): SignalEnvelope | undefined {
  if (name === ENVELOPE_SIGNAL) return readEnvelope(argument);
  return { name, payload: argument === undefined ? null : (argument as Json) };
}
