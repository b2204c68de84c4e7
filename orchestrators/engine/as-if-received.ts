import type { ReceivedSignal } from '../contracts/signals';

/** A signal as a query sees it before it is sent: it has no id that a run could know where it has none. */
export function asIfReceived(
  { name = '', id = '', payload = null, sender = id }: Partial<Omit<ReceivedSignal, 'receivedAt'>> = {},
  receivedAt: string,
): ReceivedSignal {
  return { name, id, payload, sender, receivedAt };
}
