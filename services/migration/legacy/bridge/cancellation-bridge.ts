import { CanceledError, type Cancellation, CancellationNode } from '@octavo/orchestrators';
import { CancellationScope, CancelledFailure } from '@temporalio/workflow';

/** Runs work of the old engine in a scope of Temporal that `cancellation` cancels, and waits for its end. */
export async function runInScopeOf<Value>(cancellation: Cancellation, work: () => Promise<Value>): Promise<Value> {
  const scope = new CancellationScope({ cancellable: true });
  const forget = cancellation.onCancel(() => scope.cancel());
  try {
    return await scope.run(work);
  } finally {
    forget();
  }
}

/** Runs work of the new engine with a token that is cancelled together with the current scope of Temporal. */
export async function runWithToken<Value>(
  work: (cancellation: Cancellation) => Value | Promise<Value>,
): Promise<Value> {
  const token = new CancellationNode();
  const scope = CancellationScope.current();
  if (scope.consideredCancelled) token.cancel();
  else scope.cancelRequested.catch(() => token.cancel());
  try {
    return await CancellationScope.nonCancellable(async () => await work(token));
  } catch (thrown) {
    throw thrown instanceof CanceledError ? new CancelledFailure('cancelled') : thrown;
  }
}
