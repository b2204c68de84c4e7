import { builtInOrchestrators, CancellationNode, type OrchestratorFactory } from '@octavo/orchestrators';
import { CancellationScope } from '@temporalio/workflow';
import { EndCounter } from './end-counter';
import { askForPlan } from './ask-for-plan';
import { describeFailure } from './failure-log';
import { checkPatches, NewerRun } from './known-patches';
import { addLogAttributes } from '../adapters/log-attributes';
import { readRunArgument } from './run-argument';
import { failureOfRun, failureOfThrown } from './run-failure';
import type { RunResult } from './run-result';
import type { ExtendRun } from './run-extension';
import { RunSession } from './run-session';
import type { SessionRequest } from './session-request';

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
    const ends = new EndCounter();
    CancellationScope.current().cancelRequested.catch(() => cancellation.cancel());
    try {
      // Our own tokens decide what is cancelled; Temporal's scopes only follow them.
      const result = await CancellationScope.nonCancellable(() =>
        run(argument, { factory: makeFactory(), extend, ends }, cancellation),
      );
      if (result.status !== 'SUCCESS') throw failureOfRun(result);
      ends.succeeded();
      return result;
    } catch (thrown) {
      if (thrown instanceof NewerRun) throw thrown;
      const failure = failureOfThrown(thrown);
      describeFailure(failure);
      ends.failed(failure);
      throw failure;
    }
  };
}

async function run(
  argument: unknown,
  making: Pick<SessionRequest, 'factory' | 'extend' | 'ends'>,
  cancellation: CancellationNode,
): Promise<RunResult> {
  const asked = readRunArgument(argument);
  const planned = 'plan' in asked ? asked : await askForPlan(asked);
  checkPatches(planned.plan);
  const { id: definition, version } = planned.plan;
  addLogAttributes({ definition, version });
  making.ends.definition = definition;
  return await new RunSession({ ...planned, ...making }, cancellation).execute();
}
