import { CliError } from '../../cli-error';
import type { CommandContext } from '../../command-context';
import { type Announcement, logToStderr } from '../../engine/install-log';
import { findServer, type ServerLocation } from '../../engine/server-location';
import { type ExitCode, exitCodes } from '../../exit-codes';
import { describeMigration } from '../../migration/describe-migration';
import { loadProject, type Project } from '../../project/project';
import { octavoCommand } from '../../octavo-command';
import { type Serving, serveUntilInterrupted, startListedWorker } from './serve';

/** `octavo worker`: works for a server until a signal. */
export async function worker(context: CommandContext): Promise<ExitCode> {
  const { io } = context;
  const project = await loadProject(context);
  const location = (await findServer(project.config)) ?? refuse(project, context);
  const { log, say } = logToStderr(context, project.config);
  const start = async (): Promise<Serving> => {
    const running = await startListedWorker(project, location, { env: io.env, onLog: log.write });
    say(welcome(project, location));
    return running;
  };
  await serveUntilInterrupted(start, context, say);
  return exitCodes.success;
}

function welcome({ config: { migration } }: Project, { taskQueue, address, namespace }: ServerLocation): Announcement {
  const works = `Working on ${taskQueue} at ${address}, namespace ${namespace}. Ctrl-C ends it.`;
  const message = `Working on ${taskQueue}`;
  const fields = { address, namespace, taskQueue };
  if (migration === undefined) return { text: works, message, fields };
  const tasks = describeMigration(migration);
  return { text: `${works} A migration is under way: ${tasks}.`, message, fields: { ...fields, migration: tasks } };
}

/** Whatever answers at Temporal's usual port may have work of other people: a worker would do it with what it has. */
function refuse({ config: { folder } }: Project, context: CommandContext): never {
  const message = `No server is configured, and no \`octavo dev\` runs for ${folder}.`;
  const [worker, dev] = [octavoCommand('worker --address HOST:PORT', context), octavoCommand('dev', context)];
  const advice = `${worker} works for a server; ${dev} starts one, with a worker.`;
  throw new CliError('USAGE_INVALID', `${message}\n${advice}`);
}
