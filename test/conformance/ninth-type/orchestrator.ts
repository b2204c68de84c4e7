import {
  type OrchestratorContext,
  type TaskOrchestrator,
  type TaskOutcome,
  throwIfCanceled,
  type WorkResult,
} from '@octavo/orchestrators';
import type { FallbackTask } from './definition';

/** A type that is not Octavo's: it has what it needs from the contracts, and no file of Octavo's knows of it. */
export class FallbackOrchestrator implements TaskOrchestrator<FallbackTask> {
  readonly type = 'fallback';

  async execute({ tasks }: FallbackTask, context: OrchestratorContext): Promise<WorkResult> {
    const scope = context.scope.openList();
    let outcome: TaskOutcome = { status: 'SKIPPED' };
    for (const task of tasks) {
      outcome = await context.tasks.run({ task, path: `${context.path}/${task.id}`, visit: 1, scope }, context);
      if (outcome.status === 'CANCELED') throwIfCanceled(context.cancellation);
      if (outcome.status === 'SUCCESS') break;
    }
    return { outcome };
  }
}
