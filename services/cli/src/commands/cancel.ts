import { type ExitCode, exitCodes } from '../cli-error';
import type { CommandContext } from '../command';
import { withEngine } from '../engine/engine';
import { octavoCommand, quote } from '../octavo-command';
import { toLine } from '../terminal/format';
import { describeNoWorker, onOpenRun, type RunNameOptions, toRunName } from './run-on-server';

/** `octavo cancel WORKFLOW`: requests the cancellation of a run, and reports its waits. `octavo result` waits for its end. */
export async function cancel(workflowId: string, context: CommandContext<RunNameOptions>): Promise<ExitCode> {
  const name = toRunName(context.options);
  const { io } = context;
  const { waitingFor, noWorker } = await withEngine(context, async (engine) => {
    const { hasWorker, taskQueue, ...met } = await onOpenRun(workflowId, context, () =>
      engine.client.cancelWithReport(workflowId, name),
    );
    return { ...met, noWorker: hasWorker ? '' : describeNoWorker(taskQueue, engine, context) };
  });
  const waits = waitingFor.length === 0 ? '' : `, which was waiting for ${waitingFor.join(', ')}`;
  const result = octavoCommand(`result ${quote(workflowId)}`, context);
  const message = `Requested the cancellation of ${workflowId}${waits}. ${result} waits for its end.`;
  io.stderr.write(`${toLine(message)}\n${noWorker}`);
  return exitCodes.success;
}
