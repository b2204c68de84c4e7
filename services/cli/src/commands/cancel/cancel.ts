import type { CommandContext } from '../../command-context';
import { withEngine } from '../../engine/with-engine';
import { type ExitCode, exitCodes } from '../../exit-codes';
import { octavoCommand } from '../octavo-command';
import { type RunNameOptions, toRunName } from '../run-name';

/** `octavo cancel WORKFLOW`: asks a run to end as CANCELED; `octavo result` waits until it has. */
export async function cancel(workflowId: string, context: CommandContext<RunNameOptions>): Promise<ExitCode> {
  await withEngine(context, ({ client }) => client.cancel(workflowId, toRunName(context.options)));
  const result = octavoCommand(`result ${workflowId}`, context.options);
  context.io.stderr.write(`Asked ${workflowId} to cancel; ${result} waits until it has.\n`);
  return exitCodes.success;
}
