import { CancellationScope, sleep } from '@temporalio/workflow';

/** The result of work with a time limit. */
export type Timed<Value> = { readonly isTimedOut: false; readonly value: Value } | { readonly isTimedOut: true };

/** Runs `work`, which must not reject, in a scope that is cancelled after the time. */
export async function inTime<Value>(remainingMs: number, work: () => Promise<Value>): Promise<Timed<Value>> {
  if (remainingMs <= 0) return { isTimedOut: true };
  const scope = new CancellationScope({ cancellable: true });
  const alarm = new CancellationScope({ cancellable: true });
  let isTimedOut = false;
  const ring = (): void => {
    // Set before the cancellation, to distinguish a timeout from a cancellation by the parent.
    isTimedOut = true;
    scope.cancel();
  };
  alarm.run(() => sleep(remainingMs)).then(ring, () => undefined);
  const value = await scope.run(work);
  alarm.cancel();
  return isTimedOut ? { isTimedOut } : { isTimedOut: false, value };
}
