import { isJsonObject, type Json, type ReceivedSignal, type SignalBuffer } from '@octavo/orchestrators';
import { log, setDefaultSignalHandler, uuid4 } from '@temporalio/workflow';

/** Temporal's name of the signal by which clients and signal tasks send Octavo's signals. */
export const ENVELOPE_SIGNAL = 'octavo.signal';

/** The one argument of the signal `octavo.signal`. */
export interface SignalEnvelope {
  readonly name: string;
  /** Delivered once to a run; absent: each delivery is a signal of its own. */
  readonly id?: string;
  readonly payload?: Json;
  /** The authenticated caller, or the id of the sending workflow; absent: the signal's id. */
  readonly sender?: string;
}

/** Undefined for what is no envelope: a malformed one is dropped, it must not harm the run. */
export function readEnvelope(argument: unknown): SignalEnvelope | undefined {
  if (!isJsonObject(argument as Json | undefined)) return undefined;
  const { name, id, payload = null, sender } = argument as Record<string, Json>;
  if (typeof name !== 'string' || name === '') return undefined;
  return { name, payload, ...(isText(id) ? { id } : {}), ...(isText(sender) ? { sender } : {}) };
}

function isText(value: Json | undefined): value is string {
  return typeof value === 'string' && value !== '';
}

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
