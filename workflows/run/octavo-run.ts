import { CancellationNode } from '@octavo/orchestrators';
import { CancellationScope } from '@temporalio/workflow';
import { loadPlan } from './load-plan';
import { readRunArgument } from './run-argument';
import { failureOfRun, failureOfThrown } from './run-failure';
import type { RunResult } from './run-result';
import { RunSession } from './run-session';

/**
 * Workflow type `octavoRun`: runs one definition to its end. Takes one argument, see `OctavoRunArgument`.
 *
 * Gives the `RunResult` of a run that succeeded. A run that failed throws an `ApplicationFailure` with the error's code as
 * type and the result as its first detail; a run that was cancelled ends as cancelled. Whatever it is given, the
 * workflow task itself never fails.
 */
export async function octavoRun(argument: unknown): Promise<RunResult> {
  const cancellation = new CancellationNode();
  CancellationScope.current().cancelRequested.catch(() => cancellation.cancel());
  try {
    // Our own tokens decide what is cancelled; Temporal's scopes only follow them.
    const result = await CancellationScope.nonCancellable(() => run(argument, cancellation));
    if (result.status !== 'SUCCESS') throw failureOfRun(result);
    return result;
  } catch (thrown) {
    throw failureOfThrown(thrown);
  }
}

async function run(argument: unknown, cancellation: CancellationNode): Promise<RunResult> {
  const asked = readRunArgument(argument);
  const planned = 'plan' in asked ? asked : await loadPlan(asked);
  return await new RunSession(planned, cancellation).execute();
}
