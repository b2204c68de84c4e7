import { CliError } from '../cli-error';
import type { CliIo, EndSignal } from '../cli-io';
import { type ExitCode, exitCodes } from '../exit-codes';

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
