import type { CommandContext } from '../../command-context';
import { announce, logToStderr } from '../../engine/install-log';
import { requireServer } from '../../engine/server-location';
import { type ExitCode, exitCodes } from '../../exit-codes';
import { describeMigration } from '../../migration/describe-migration';
import { loadProject } from '../../project/project';
import { serveUntilInterrupted, startListedWorker } from './serve';

/** `octavo worker`: works for a server until a signal. */
export async function worker(context: CommandContext): Promise<ExitCode> {
  const { io } = context;
  const project = await loadProject(context);
  const location = await requireServer(project.config);
  const log = logToStderr(context, project.config);
  const say = (text: string): void => announce(text, context, log);
  const { migration } = project.config;
  const running = await startListedWorker(project, location, { env: io.env, onLog: log.write });
  if (migration !== undefined) say(`A migration is under way: ${describeMigration(migration)}.`);
  const { taskQueue, address, namespace } = location;
  say(`Working on ${taskQueue} at ${address}, namespace ${namespace}. Ctrl-C ends it.`);
  await serveUntilInterrupted(running, context, say);
  return exitCodes.success;
}
