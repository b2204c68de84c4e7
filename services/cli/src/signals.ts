import { constants } from 'node:os';
import { CliError, type ExitCode, exitCodes } from './cli-error';
import type { CliIo, EndSignal } from './command';

const exitCodeOf: Readonly<Record<EndSignal, ExitCode>> = {
  SIGINT: exitCodes.interrupted,
  SIGTERM: exitCodes.terminated,
  SIGHUP: exitCodes.hungUp,
};

/** The signal that made a command exit early. */
export class Departure extends CliError {
  readonly signal: EndSignal;

  constructor(signal: EndSignal) {
    super('INTERRUPTED', `Exited at once on ${nameOf(signal)}.`, { exitCode: exitCodeOf[signal] });
    this.signal = signal;
  }
}

/** The signal's name for people, who press Ctrl-C. */
export function nameOf(signal: EndSignal): string {
  return signal === 'SIGINT' ? 'Ctrl-C' : signal;
}

/** Signals to a command: the first one may ask for an orderly end; any other makes the command exit. */
export interface Interrupts {
  /** Handles the first signal that asks for an orderly end. If it is not set, such a signal makes the command exit. */
  onFirst: (() => void) | undefined;
  /** Rejects with a `Departure` at the next signal that makes the command exit. Never resolves. */
  leave(): Promise<never>;
  stop(): void;
}

/** For commands that run a definition: only Ctrl-C cancels the run. */
export const onCtrlC: ReadonlySet<EndSignal> = new Set(['SIGINT']);
/** For commands that serve until a signal. */
export const onAnySignal: ReadonlySet<EndSignal> = new Set(['SIGINT', 'SIGTERM', 'SIGHUP']);

/** Listens for signals until `stop`; the first of `orderly` asks for an orderly end. */
export function watchInterrupts(io: Pick<CliIo, 'onInterrupt'>, orderly: ReadonlySet<EndSignal>): Interrupts {
  const leaving = new Set<(departure: Departure) => void>();
  const stop = io.onInterrupt((signal) => {
    const { onFirst } = interrupts;
    if (onFirst !== undefined && orderly.has(signal)) {
      interrupts.onFirst = undefined;
      onFirst();
      return;
    }
    const rejecters = [...leaving];
    leaving.clear();
    for (const reject of rejecters) reject(new Departure(signal));
  });
  const leave = (): Promise<never> => {
    const left = new Promise<never>((_resolve, reject) => leaving.add(reject));
    // Handles the rejection if the caller's race has already ended.
    left.catch(() => undefined);
    return left;
  };
  const interrupts: Interrupts = { onFirst: undefined, leave, stop };
  return interrupts;
}

const SIGNALS: readonly EndSignal[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * npm and tsx forward a signal that this process also gets from the terminal or process manager: within 31 ms when measured.
 */
const SAME_SIGNAL_MS = 200;

const lastAtMs = new Map<EndSignal, number>();
let current: ((signal: EndSignal) => void) | undefined;

/**
 * Listens for the signals of this process until the returned function is called; a signal that is forwarded twice counts
 * once. Afterwards a signal ends the process at once, because the command is about to end.
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
