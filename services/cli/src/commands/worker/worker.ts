import { CliError } from '../../cli-error';
import type { CommandContext } from '../../command-context';
import { configuredAddress } from '../../engine/address';
import { devAddress } from '../../engine/dev-address';
import { probeAddress } from '../../engine/probe-address';
import { announce, logToStderr } from '../../engine/quiet-runtime';
import { startWorker } from '../../engine/running-worker';
import { type ExitCode, exitCodes } from '../../exit-codes';
import { describeMigration } from '../../migration/describe-migration';
import { loadProject } from '../../project/project';
import { watchInterrupts } from '../run/interrupts';

/** `octavo worker`: works for a server until Ctrl-C. */
export async function worker(context: CommandContext): Promise<ExitCode> {
  const { io } = context;
  const project = await loadProject(context);
  const { server = { address: devAddress, connectionOptions: {} }, namespace, taskQueue } = project.config;
  const address = configuredAddress(server, namespace);
  await probeAddress(address, project.config.server !== undefined);
  const log = logToStderr(context, project.config);
  const say = (text: string): void => announce(text, context, log);
  const running = await startWorker(project, address, { env: io.env, onLog: log.write });
  const { migration } = project.config;
  if (migration !== undefined) say(`A migration is under way: ${describeMigration(migration)}.`);
  say(`Working on ${taskQueue} at ${address.address}, namespace ${namespace}. Ctrl-C ends it.`);
  await untilInterrupted(context, running, say);
  return exitCodes.success;
}

/** Waits for Ctrl-C and stops what is running; a second Ctrl-C leaves at once. `say` tells people. */
export async function untilInterrupted(
  { io }: CommandContext,
  { broken, stop }: { readonly broken: Promise<never>; readonly stop: () => Promise<void> },
  say: (text: string) => void,
): Promise<void> {
  const interrupts = watchInterrupts(io);
  const asked = new Promise<void>((resolve) => (interrupts.onFirst = resolve));
  try {
    await Promise.race([asked, broken.catch(failed)]);
    say('Stopping; Ctrl-C again leaves at once.');
    await Promise.race([stop(), interrupts.leave]);
  } finally {
    interrupts.stop();
  }
}

function failed(error: unknown): never {
  if (error instanceof CliError) throw error;
  const reason = error instanceof Error ? error.message : String(error);
  throw new CliError('SERVER_UNREACHABLE', `The worker had to stop: ${reason}.`, {
    exitCode: exitCodes.unavailable,
    cause: error,
  });
}
