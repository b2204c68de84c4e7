import { type Cancellation, CanceledError, waitUnlessCanceled } from '@octavo/orchestrators';
import { CancellationScope } from '@temporalio/workflow';

/**
 * Runs `work` in a Temporal scope of its own that is cancelled with `cancellation`. Rejects with `CanceledError` at
 * once then, whatever `work` does about it. Our tokens decide: no scope is cancelled by anything else.
 */
export async function runInScope<T>(cancellation: Cancellation, work: () => Promise<T>): Promise<T> {
  if (cancellation.isCanceled) throw new CanceledError();
  const scope = new CancellationScope({ cancellable: true });
  return await waitUnlessCanceled<T>(cancellation, (resolve, reject) => {
    const leave = cancellation.onCancel(() => scope.cancel());
    scope.run(work).finally(leave).then(resolve, reject);
  });
}

/** Rejects with `CanceledError` at once when cancelled, whatever becomes of `work`. */
export function giveUpWhenCanceled<T>(cancellation: Cancellation, work: Promise<T>): Promise<T> {
  return waitUnlessCanceled<T>(cancellation, (resolve, reject) => void work.then(resolve, reject));
}
