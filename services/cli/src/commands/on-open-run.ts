import type { OctavoError } from '@octavo/client';
import { CliError } from '../cli-error';
import type { CommandContext } from '../command-context';
import { exitCodes } from '../exit-codes';
import { octavoCommand, quote } from '../octavo-command';
import type { RunNameOptions } from './run-name';

/**
 * Does what only an open run takes.
 *
 * @throws CliError RUN_ENDED with the command that gives the end of the run
 */
export async function onOpenRun<T>(
  workflowId: string,
  context: CommandContext<RunNameOptions>,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    // Known by its name: its module would load the whole client.
    if (!(error instanceof Error) || (error as Partial<OctavoError>).code !== 'RUN_ENDED') throw error;
    const { runId } = context.options;
    const run = runId === undefined ? '' : ` --run-id ${quote(runId)}`;
    const result = octavoCommand(`result ${quote(workflowId)}${run}`, context);
    const message = `${error.message}.\n${result} gives its end.`;
    throw new CliError('RUN_ENDED', message, { exitCode: exitCodes.negative, cause: error });
  }
}
