import { isPortFree, type PortsTakenError } from '@octavo/temporal-server';
import { CliError } from '../../cli-error';
import type { CommandContext } from '../../command-context';
import { exitCodes } from '../../exit-codes';
import { octavoCommand } from '../../octavo-command';

/** Where the search for free ports begins; as far from each other as those of Temporal. */
const SUGGESTED = { port: 7300, uiPort: 8300 };

/** Names ports that are free: each project may have an `octavo dev` of its own. */
export async function portsTaken(cause: PortsTakenError, context: CommandContext): Promise<CliError> {
  const [port, uiPort] = await Promise.all([firstFreePort(SUGGESTED.port), firstFreePort(SUGGESTED.uiPort)]);
  const command = octavoCommand(`dev --port ${port} --ui-port ${uiPort}`, context);
  return new CliError('TEMPORAL_UNAVAILABLE', `${cause.message} Start the server on others: ${command}`, {
    exitCode: exitCodes.unavailable,
    cause,
  });
}

async function firstFreePort(from: number): Promise<number> {
  return (await isPortFree(from)) ? from : firstFreePort(from + 1);
}
