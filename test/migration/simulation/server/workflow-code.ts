import { TypedSearchAttributes } from '@temporalio/common';
import { parseWorkflowCode } from '@temporalio/worker/lib/worker';
import type { Workflow } from '@temporalio/worker/lib/workflow/interface';
import { ReusableVMWorkflowCreator } from '@temporalio/worker/lib/workflow/reusable-vm';
import { globalHandlers } from '@temporalio/worker/lib/workflow/vm-shared';

/** The execution of the workflow code. */
export interface ExecutionIdentity {
  readonly workflowType: string;
  readonly workflowId: string;
  readonly runId: string;
  readonly startMs: number;
  readonly isReplaying: boolean;
}

/** No time limit, because it would cost a thread for each call of the sandbox, more than the call itself. */
const WITHOUT_TIMEOUT = undefined as unknown as number;
const TASK_QUEUE = 'octavo';

/** The SDK's sandbox with a bundle of workflow code, as in a worker. */
export class WorkflowCode {
  readonly #creator: ReusableVMWorkflowCreator;

  private constructor(creator: ReusableVMWorkflowCreator) {
    this.#creator = creator;
  }

  static async load(bundle: string, activities: Iterable<string>): Promise<WorkflowCode> {
    const names = new Set(activities);
    const creator = await ReusableVMWorkflowCreator.create(parseWorkflowCode(bundle), WITHOUT_TIMEOUT, names);
    // These handlers record a stack trace of every promise of this process for a query; a worker has them in its own threads.
    globalHandlers.uninstall();
    return new WorkflowCode(creator);
  }

  async create(identity: ExecutionIdentity): Promise<Workflow> {
    const info = infoOf(identity) as Parameters<ReusableVMWorkflowCreator['createWorkflow']>[0]['info'];
    return await this.#creator.createWorkflow({
      info,
      randomnessSeed: seedOf(identity.runId),
      now: identity.startMs,
      showStackTraceSources: false,
    });
  }

  async unload(): Promise<void> {
    await this.#creator.destroy();
  }
}

/** The value of `workflowInfo()`. */
function infoOf({ workflowType, workflowId, runId, startMs, isReplaying }: ExecutionIdentity): object {
  const ids = { firstExecutionRunId: runId, originalExecutionRunId: runId };
  const limits = { taskTimeoutMs: 10_000, attempt: 1, historyLength: 3, historySize: 0 };
  const unsafe = { now: () => Date.now(), random: () => Math.random() };
  return {
    ...{ workflowId, runId, workflowType, ...ids, ...limits, taskQueue: TASK_QUEUE, namespace: 'default' },
    ...{ searchAttributes: {}, typedSearchAttributes: new TypedSearchAttributes() },
    ...{ startTime: new Date(startMs), runStartTime: new Date(startMs) },
    ...{ continueAsNewSuggested: false, suggestedContinueAsNewReasons: [], currentBuildId: '' },
    unsafe: { ...unsafe, isReplaying, isReplayingHistoryEvents: isReplaying },
  };
}

function seedOf(text: string): number[] {
  return Array.from({ length: 8 }, (_, place) => text.charCodeAt(place % text.length) & 0xff);
}
