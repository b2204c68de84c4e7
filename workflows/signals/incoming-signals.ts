import type { Json, ReceivedSignal, SignalBuffer } from '@octavo/orchestrators';
import { log, setDefaultSignalHandler, uuid4 } from '@temporalio/workflow';
import { ENVELOPE_SIGNAL, readEnvelope, type SignalEnvelope } from './signal-envelope';

/** Puts every signal of the workflow into the run's buffer. `onSignal` is told each of them, after that. */
export function receiveSignals(buffer: SignalBuffer, onSignal: () => void): void {
  setDefaultSignalHandler((name, ...args) => {
    const envelope = toEnvelope(name, args[0]);
    if (envelope === undefined) log.warn('a signal without a name was dropped', { signal: name });
    else report(envelope, buffer.receive(toSignal(envelope)));
    onSignal();
  });
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

function report({ name, id }: SignalEnvelope, result: ReturnType<SignalBuffer['receive']>): void {
  if (result === 'dropped') log.warn('a signal was dropped: the buffer of the run is full', { signal: name, id });
}
