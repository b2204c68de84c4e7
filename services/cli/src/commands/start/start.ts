import type { CommandContext } from '../../command-context';
import { withEngine } from '../../engine/with-engine';
import { type ExitCode, exitCodes } from '../../exit-codes';
import { formatJson } from '../../terminal/format';
import { readRequest } from '../run/read-request';
import { type RunOptions, toStartOptions } from '../run/run-options';

/** `octavo start FILE`: hands a run to the workers of the server and leaves it to them. */
export async function start(file: string, context: CommandContext<RunOptions>): Promise<ExitCode> {
  const { io, options } = context;
  const how = toStartOptions(options);
  const startOn: Parameters<typeof withEngine<void>>[1] = async ({ client }, project) => {
    const { source, input } = await readRequest(file, project, context);
    const started = await client.start(source, { input, ...how });
    io.stdout.write(options.json === true ? `${formatJson(started)}\n` : `${started.workflowId}\n`);
  };
  await withEngine(context, startOn, file);
  return exitCodes.success;
}
