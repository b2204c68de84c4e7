import type { Json, ReceivedSignal, SignalBuffer } from '@octavo/orchestrators';
import { isJsonObject } from '@octavo/orchestrators/language';
import type { SignalEnvelope } from '@octavo/workflows';
import { log, setDefaultSignalHandler, uuid4 } from '@temporalio/workflow';

/** The Temporal signal that carries Octavo's signals. */
export const ENVELOPE_SIGNAL = 'octavo.signal';

/** Puts every signal of the workflow into the run's buffer; drops invalid ones. */
export function receiveSignals(buffer: SignalBuffer): void {
  setDefaultSignalHandler((name, ...args) => {
    const envelope = toEnvelope(name, args[0] as Json | undefined);
    if (envelope === undefined) log.warn('a signal without a name was dropped', { signal: name });
    else if (buffer.receive(toSignal(envelope)) === 'dropped')
      log.warn('a signal was dropped: the buffer is full', { signal: name });
  });
}

/** Makes a signal that is received now. */
export function toSignal({ name, id = uuid4(), payload = null, sender = id }: SignalEnvelope): ReceivedSignal {
  return { name, id, payload, sender, receivedAt: new Date().toISOString() };
}

function toEnvelope(name: string, argument: Json | undefined): SignalEnvelope | undefined {
  if (name !== ENVELOPE_SIGNAL) return { name, payload: argument ?? null };
  if (!isJsonObject(argument)) return undefined;
  const { name: signal, id, payload = null, sender } = argument;
  if (!isText(signal)) return undefined;
  return { name: signal, payload, ...(isText(id) ? { id } : {}), ...(isText(sender) ? { sender } : {}) };
}

function isText(value: Json | undefined): value is string {
  return typeof value === 'string' && value !== '';
}
