import type { CommandContext } from '../../command-context';
import { withEngine } from '../../engine/with-engine';
import { type ExitCode, exitCodes } from '../../exit-codes';
import { toLine } from '../../terminal/format';
import { octavoCommand, quote } from '../../octavo-command';
import { describeNoWorker } from '../no-worker';
import { onOpenRun } from '../on-open-run';
import { type RunNameOptions, toRunName } from '../run-name';

/** `octavo cancel WORKFLOW`: asks a run to end as CANCELED and says what it met; `octavo result` waits until it has ended. */
export async function cancel(workflowId: string, context: CommandContext<RunNameOptions>): Promise<ExitCode> {
  const name = toRunName(context.options);
  const { io } = context;
  const { waitingFor, noWorker } = await withEngine(context, async (engine) => {
    const { hasWorker, taskQueue, ...met } = await onOpenRun(workflowId, context, () =>
      engine.client.cancelWithReport(workflowId, name),
    );
    return { ...met, noWorker: hasWorker ? '' : describeNoWorker(taskQueue, engine, context) };
  });
  const waits = waitingFor.length === 0 ? '' : `, which was waiting for ${waitingFor.join(', ')},`;
  const result = octavoCommand(`result ${quote(workflowId)}`, context);
  io.stderr.write(`${toLine(`Asked ${workflowId}${waits} to cancel; ${result} waits until it has.`)}\n${noWorker}`);
  return exitCodes.success;
}
