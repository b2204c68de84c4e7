import type { CommandContext } from '../../command-context';
import { type LogListener, quietRuntime } from '../../engine/quiet-runtime';
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
  const onLog: LogListener = (level, message) => void io.stderr.write(`${level} ${message}\n`);
  const { migration, metrics } = project.config;
  quietRuntime(context, onLog, metrics);
  const running = await startListedWorker(project, location, { env: io.env, onLog });
  if (migration !== undefined) io.stderr.write(`A migration is under way: ${describeMigration(migration)}.\n`);
  const { taskQueue, address, namespace } = location;
  io.stderr.write(`Working on ${taskQueue} at ${address}, namespace ${namespace}. Ctrl-C ends it.\n`);
  await serveUntilInterrupted(context, running);
  return exitCodes.success;
}
