import type { CommandContext } from '../../command-context';
import { withEngine } from '../../engine/with-engine';
import { type ExitCode, exitCodes } from '../../exit-codes';
import { toLine } from '../../terminal/format';
import { octavoCommand, quote } from '../../octavo-command';
import { type RunNameOptions, toRunName } from '../run-name';

/** `octavo cancel WORKFLOW`: asks a run to end as CANCELED and says what it met; `octavo result` waits until it has ended. */
export async function cancel(workflowId: string, context: CommandContext<RunNameOptions>): Promise<ExitCode> {
  const name = toRunName(context.options);
  const report = await withEngine(context, ({ client }) => client.cancelWithReport(workflowId, name));
  const { waitingFor, hasWorker, taskQueue } = report;
  const waits = waitingFor.length === 0 ? '' : `, which was waiting for ${waitingFor.join(', ')},`;
  const result = octavoCommand(`result ${quote(workflowId)}`, context);
  context.io.stderr.write(`${toLine(`Asked ${workflowId}${waits} to cancel; ${result} waits until it has.`)}\n`);
  if (!hasWorker) context.io.stderr.write(describeNoWorker(octavoCommand('worker', context, { taskQueue })));
  return exitCodes.success;
}

function describeNoWorker(worker: string): string {
  return `No worker polls its task queue, so it stays open until one comes: ${worker} starts one.\n`;
}
