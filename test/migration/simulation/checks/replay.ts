import type { RecordedActivation } from '../server/execution';
import type { WorkflowCode } from '../server/workflow-code';
import type { SimulatedRun } from '../world/simulated-run';
import { simulationStartMs } from '../world/simulated-worker';

/** Replays the activations of a run in a new sandbox; returns the differences. */
export async function replay(
  code: WorkflowCode,
  { workflowId, runId, workflowType, execution }: SimulatedRun,
): Promise<readonly string[]> {
  const identity = { workflowType, workflowId, runId, startMs: simulationStartMs, isReplaying: true };
  const workflow = await code.create(identity);
  try {
    for (const [place, { activation, commands }] of execution.activations.entries()) {
      const { successful, failed } = await workflow.activate({ ...activation, isReplaying: true });
      const again = textOf(successful?.commands ?? []);
      if (failed != null) return [`the replay failed at activation ${place}: ${failed.failure?.message}`];
      if (again !== textOf(commands))
        return [`the replay gave other commands at activation ${place}: ${again.slice(0, 500)}`];
    }
    return [];
  } finally {
    await workflow.dispose();
  }
}

function textOf(commands: RecordedActivation['commands']): string {
  return JSON.stringify(commands, (_key, value: unknown) =>
    ArrayBuffer.isView(value)
      ? Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('latin1')
      : value,
  );
}
