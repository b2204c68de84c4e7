import { constants } from 'node:os';
import type { EndSignal } from '../cli-io';

const SIGNALS: readonly EndSignal[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** npm and tsx forward a signal that a terminal or a supervisor has sent to us as well: within 31 ms when measured. */
const SAME_SIGNAL_MS = 200;

const lastAtMs = new Map<EndSignal, number>();
let current: ((signal: EndSignal) => void) | undefined;

/**
 * Listens for the signals of this process, until the returned function is called; one that arrives twice counts once. From
 * then on a signal ends the process: a command that no longer listens is about to end, and may not take its time.
 */
export function onProcessSignal(listener: (signal: EndSignal) => void): () => void {
  current = listener;
  lastAtMs.clear();
  for (const signal of SIGNALS) process.off(signal, listen).on(signal, listen);
  return () => (current = undefined);
}

function listen(signal: EndSignal): void {
  const nowMs = performance.now();
  const isRepeated = nowMs - (lastAtMs.get(signal) ?? -Infinity) < SAME_SIGNAL_MS;
  if (isRepeated) return;
  lastAtMs.set(signal, nowMs);
  if (current === undefined) process.exit(128 + constants.signals[signal]);
  else current(signal);
}
