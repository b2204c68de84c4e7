import {
  builtInOrchestrators,
  CancellationNode,
  type OrchestratorFactory,
  patchLevel,
  type Plan,
} from '@octavo/orchestrators';
import { CancellationScope } from '@temporalio/workflow';
import { addLogAttributes } from '../adapters/workflow-log';
import { askForPlan } from './ask-for-plan';
import { EndCounter } from './end-counter';
import { describeFailure } from './failure-log';
import { readRunArgument } from './run-argument';
import type { ExtendRun, SessionRequest } from './run-extension';
import { failureOfRun, failureOfThrown } from './run-failure';
import type { RunResult } from './run-result';
import { RunSession } from './run-session';

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

/** Fails the workflow task, not the run: Temporal offers it again, also to other workers, until one knows the run. */
export class NewerRun extends Error {}

/** Throws `NewerRun` where a newer version of Octavo has made the plan: what its run does, this one cannot know. */
export function checkPatches({ patchLevel: level = 0 }: Plan): void {
  if (level <= patchLevel) return;
  const found = `Its plan has patch ${level} of the engine, and this worker knows them up to ${patchLevel}`;
  throw new NewerRun(`This run was begun by a newer version of Octavo. ${found}: start a worker of that version.`);
}
