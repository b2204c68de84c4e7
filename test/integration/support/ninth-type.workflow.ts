import {
  builtInOrchestrators,
  createOctavoRun,
  type OrchestratorContext,
  type TaskNode,
  type TaskOrchestrator,
  type WorkResult,
} from '@octavo/worker/workflows';

export { octavoFlush } from '@octavo/worker/workflows';

interface CountdownTask extends TaskNode {
  readonly from: number;
}

class CountdownOrchestrator implements TaskOrchestrator<CountdownTask> {
  readonly type = 'countdown';

  async execute(
    { from }: CountdownTask,
    { timers, cancellation }: Pick<OrchestratorContext, 'timers' | 'cancellation'>,
  ): Promise<WorkResult> {
    const numbers = Array.from({ length: from }, (_, index) => from - index);
    await timers.sleep(1, cancellation);
    return { outcome: { status: 'SUCCESS', output: numbers } };
  }
}

/** Octavo's workflow with one more task type. */
export const octavoRun = createOctavoRun(() =>
  builtInOrchestrators().register('countdown', () => new CountdownOrchestrator()),
);
