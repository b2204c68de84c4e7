import type { EndSignal } from '../cli-io';

const SIGNALS: readonly EndSignal[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** npm and tsx forward a signal that a terminal or a supervisor has sent to us as well: within 31 ms when measured. */
const SAME_SIGNAL_MS = 200;

/** Listens for the signals of this process, until the returned function is called. One that arrives twice counts once. */
export function onProcessSignal(listener: (signal: EndSignal) => void): () => void {
  const lastAtMs = new Map<EndSignal, number>();
  const listen = (signal: EndSignal): void => {
    const nowMs = performance.now();
    const isRepeated = nowMs - (lastAtMs.get(signal) ?? -Infinity) < SAME_SIGNAL_MS;
    if (isRepeated) return;
    lastAtMs.set(signal, nowMs);
    listener(signal);
  };
  for (const signal of SIGNALS) process.on(signal, listen);
  return () => SIGNALS.forEach((signal) => process.off(signal, listen));
}
