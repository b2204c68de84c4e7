import { isJsonObject, type Json, type ReceivedSignal, type SignalBuffer } from '@octavo/orchestrators';
import { log, setDefaultSignalHandler, uuid4 } from '@temporalio/workflow';

/** Name of the Temporal signal with which clients and signal tasks send Octavo's signals. */
export const ENVELOPE_SIGNAL = 'octavo.signal';

/** The one argument of the signal `octavo.signal`. */
export interface SignalEnvelope {
  readonly name: string;
  /** A run receives each id once. If absent, each delivery is a separate signal. */
  readonly id?: string;
  readonly payload?: Json;
  /** The authenticated caller, or the id of the sending workflow. Default: the signal's id. */
  readonly sender?: string;
}

/** Undefined if `argument` is not an envelope. Malformed envelopes are dropped, because they must not harm the run. */
export function readEnvelope(argument: unknown): SignalEnvelope | undefined {
  if (!isJsonObject(argument as Json | undefined)) return undefined;
  const { name, id, payload = null, sender } = argument as Record<string, Json>;
  if (typeof name !== 'string' || name === '') return undefined;
  return { name, payload, ...(isText(id) ? { id } : {}), ...(isText(sender) ? { sender } : {}) };
}

function isText(value: Json | undefined): value is string {
  return typeof value === 'string' && value !== '';
}

/** Marks lines that do not come from user code: repeated ones are counted instead of written. */
const ours = { sdkComponent: 'worker' };

/**
 * Calls `receive` with every signal of the workflow, in the form that waits use. Malformed signals are dropped with a
 * warning, because they must not harm the run.
 */
export function receiveSignals(receive: (signal: ReceivedSignal) => void): void {
  setDefaultSignalHandler((name, ...args) => {
    const envelope = toEnvelope(name, args[0]);
    if (envelope === undefined) log.warn('a signal without a name was dropped', { ...ours, fields: { signal: name } });
    else receive(toSignal(envelope));
  });
}

/** Logs a warning if the signal was dropped. */
export function reportReceipt({ name, id }: ReceivedSignal, receipt: ReturnType<SignalBuffer['receive']>): void {
  if (receipt !== 'dropped') return;
  log.warn('a signal was dropped: the buffer of the run is full', { ...ours, fields: { signal: name, id } });
}

/** Converts an envelope to a signal for waits, with the current time. */
export function toSignal({ name, id = uuid4(), payload = null, sender = id }: SignalEnvelope): ReceivedSignal {
  return { name, id, payload, sender, receivedAt: new Date().toISOString() };
}

// Every other Temporal signal becomes an Octavo signal with its name and its first argument.
function toEnvelope(name: string, argument: unknown): SignalEnvelope | undefined {
  if (name === ENVELOPE_SIGNAL) return readEnvelope(argument);
  return { name, payload: argument === undefined ? null : (argument as Json) };
}
