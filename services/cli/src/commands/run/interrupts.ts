import { CliError } from '../../cli-error';
import type { CliIo } from '../../cli-io';
import { exitCodes } from '../../exit-codes';

/** Ctrl-C, counted: the first one asks for an end, the second leaves at once. */
export interface Interrupts {
  /** Called at the first one; before this is set, the first one leaves at once too. */
  onFirst: (() => void) | undefined;
  /** Rejects with INTERRUPTED when it is time to leave. Never resolves. */
  readonly leave: Promise<never>;
  stop(): void;
}

/** Listens for Ctrl-C and SIGTERM until `stop`. */
export function watchInterrupts(io: Pick<CliIo, 'onInterrupt'>): Interrupts {
  let reject: (reason: CliError) => void = () => undefined;
  const leave = new Promise<never>((_resolve, refuse) => (reject = refuse));
  leave.catch(() => undefined);
  const stop = io.onInterrupt(() => {
    const { onFirst } = interrupts;
    interrupts.onFirst = undefined;
    if (onFirst === undefined)
      reject(new CliError('INTERRUPTED', 'Left at once.', { exitCode: exitCodes.interrupted }));
    else onFirst();
  });
  const interrupts: Interrupts = { onFirst: undefined, leave, stop };
  return interrupts;
}
