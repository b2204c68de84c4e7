import { isJsonObject, type Json } from '@octavo/orchestrators';

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
