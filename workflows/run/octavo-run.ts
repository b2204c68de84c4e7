import { builtInOrchestrators, CancellationNode, type OrchestratorFactory } from '@octavo/orchestrators';
import { CancellationScope } from '@temporalio/workflow';
import { loadPlan } from './load-plan';
import { describeFailure } from './failure-log';
import { addLogAttributes } from '../adapters/log-attributes';
import { readRunArgument } from './run-argument';
import { failureOfRun, failureOfThrown } from './run-failure';
import type { RunResult } from './run-result';
import type { ExtendRun } from './run-extension';
import { RunSession, type SessionRequest } from './run-session';

/** A workflow function that runs plans. */
export type OctavoRun = (argument: unknown) => Promise<RunResult>;

/**
 * Workflow type `octavoRun`: runs one definition to its end. Takes one argument, see `OctavoRunArgument`.
 *
 * Gives the `RunResult` of a run that succeeded. A run that failed throws an `ApplicationFailure` with the error's code as
 * type and the result as its first detail; a run that was cancelled ends as cancelled. Whatever it is given, the
 * workflow task itself never fails.
 */
export const octavoRun: OctavoRun = createOctavoRun(builtInOrchestrators);

/**
 * The same for other task types, or with something added: workers whose workflow code exports it as `octavoRun` have
 * them.
 */
export function createOctavoRun(makeFactory: () => OrchestratorFactory, extend?: ExtendRun): OctavoRun {
  return async (argument) => {
    const cancellation = new CancellationNode();
    CancellationScope.current().cancelRequested.catch(() => cancellation.cancel());
    try {
      // Our own tokens decide what is cancelled; Temporal's scopes only follow them.
      const result = await CancellationScope.nonCancellable(() =>
        run(argument, { factory: makeFactory(), extend }, cancellation),
      );
      if (result.status !== 'SUCCESS') throw failureOfRun(result);
      return result;
    } catch (thrown) {
      const failure = failureOfThrown(thrown);
      describeFailure(failure);
      throw failure;
    }
  };
}

async function run(
  argument: unknown,
  making: Pick<SessionRequest, 'factory' | 'extend'>,
  cancellation: CancellationNode,
): Promise<RunResult> {
  const asked = readRunArgument(argument);
  const planned = 'plan' in asked ? asked : await loadPlan(asked);
  const { id: definition, version } = planned.plan;
  addLogAttributes({ definition, version });
  return await new RunSession({ ...planned, ...making }, cancellation).execute();
}
