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
 * Returns the `RunResult` of a run that succeeded. A run that failed throws an `ApplicationFailure` with the error's code
 * as type and the result as first detail. A cancelled run throws a `CancelledFailure`. The workflow task fails only if the
 * plan needs a newer worker (`NewerRun`).
 */
export const octavoRun: OctavoRun = createOctavoRun(builtInOrchestrators);

/**
 * Creates `octavoRun` with other task types or with an extension. Workers use it if their workflow code exports it as
 * `octavoRun`.
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
  parts: Pick<SessionRequest, 'factory' | 'extend' | 'ends'>,
  cancellation: CancellationNode,
): Promise<RunResult> {
  const request = readRunArgument(argument);
  const planned = 'plan' in request ? request : await askForPlan(request);
  checkPatches(planned.plan);
  const { id: definition, version } = planned.plan;
  addLogAttributes({ definition, version });
  parts.ends.definition = definition;
  return await new RunSession({ ...planned, ...parts }, cancellation).execute();
}

/** Fails the workflow task, not the run: Temporal retries the task, also on other workers, until one supports the plan. */
export class NewerRun extends Error {}

/** Throws `NewerRun` if a newer version of Octavo made the plan: this version cannot know how to run it. */
export function checkPatches({ patchLevel: level = 0 }: Plan): void {
  if (level <= patchLevel) return;
  const found = `Its plan needs patch ${level} of the engine; this worker has patches up to ${patchLevel}`;
  throw new NewerRun(`This run was started by a newer version of Octavo. ${found}: start a worker of that version.`);
}
