import { condition, setCurrentDetails } from '@temporalio/workflow';
import type { FlushPolicy } from '../outbox/flush-policy';
import type { RunProgress } from '../view/run-progress';
import type { WaitingForAttribute } from '../view/search-attributes';

export interface KeepUpParts {
  readonly flushes: FlushPolicy;
  readonly progress: RunProgress;
  /** Absent where the server does not know our search attributes. */
  readonly waitingFor: WaitingForAttribute | undefined;
}

export interface Upkeep {
  stop(): void;
}

/**
 * Keeps what people see of the run up to date, when all that an activation brought has been dealt with: conditions are
 * looked at after everything else, so a hundred transitions cost one look.
 */
export function keepUp({ flushes, progress, waitingFor }: KeepUpParts): Upkeep {
  let isStopped = false;
  const isDue = (): boolean => !isStopped && (progress.isStale || waitingFor?.hasChanged === true || flushes.isDue);
  const loop = async (): Promise<void> => {
    for (;;) {
      await condition(isDue);
      if (progress.isStale) setCurrentDetails(progress.render());
      if (waitingFor?.hasChanged === true) waitingFor.tell();
      if (flushes.isDue) void flushes.flush();
    }
  };
  void loop();
  return { stop: () => void (isStopped = true) };
}
