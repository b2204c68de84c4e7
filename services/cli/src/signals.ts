import { constants } from 'node:os';
import { CliError, type ExitCode, exitCodes } from './cli-error';
import type { CliIo, EndSignal } from './command';

const exitCodeOf: Readonly<Record<EndSignal, ExitCode>> = {
  SIGINT: exitCodes.interrupted,
  SIGTERM: exitCodes.terminated,
  SIGHUP: exitCodes.hungUp,
};

/** Why a command leaves before its end. */
export class Departure extends CliError {
  readonly signal: EndSignal;

  constructor(signal: EndSignal) {
    super('INTERRUPTED', `Left at once on ${nameOf(signal)}.`, { exitCode: exitCodeOf[signal] });
    this.signal = signal;
  }
}

/** For people: Ctrl-C is what they press. */
export function nameOf(signal: EndSignal): string {
  return signal === 'SIGINT' ? 'Ctrl-C' : signal;
}

/** Signals to a command: one may ask for an orderly end, any other one makes the command leave. */
export interface Interrupts {
  /** Takes the first signal that asks for an orderly end. While this is not set, such a signal makes the command leave. */
  onFirst: (() => void) | undefined;
  /** Rejects with a `Departure` at the next signal that makes the command leave. Never resolves. */
  leave(): Promise<never>;
  stop(): void;
}

/** Of a command that runs a definition: only Ctrl-C means that the run is to end. */
export const onCtrlC: ReadonlySet<EndSignal> = new Set(['SIGINT']);
/** Of a command that serves until it is told to stop. */
export const onAnySignal: ReadonlySet<EndSignal> = new Set(['SIGINT', 'SIGTERM', 'SIGHUP']);

/** Listens for signals until `stop`; the first one of `orderly` asks for an orderly end. */
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
    // The one that races with it may have ended first.
    left.catch(() => undefined);
    return left;
  };
  const interrupts: Interrupts = { onFirst: undefined, leave, stop };
  return interrupts;
}

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
