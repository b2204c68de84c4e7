import type { CommandContext } from '../../command-context';
import type { ExitCode } from '../../exit-codes';
import { withConfigOption } from '../../project/read-config';
import { loadProject } from '../../project/project';
import { readRequest } from './read-request';
import { type RunOptions, toStartOptions } from './run-options';
import { createReporter } from './run-reporter';
import { withRunEngine } from './with-run-engine';

/** `octavo run FILE`: runs a definition to its end, and starts a server and a worker where there is no server. */
export async function run(file: string, given: CommandContext<RunOptions>): Promise<ExitCode> {
  const how = toStartOptions(given.options);
  const project = await loadProject(given, file);
  const context = withConfigOption(given, project.config);
  const request = await readRequest(file, project, context);
  const reporter = createReporter(request, context);
  const worksHere = context.options.work === true;
  return withRunEngine({ project, context, reporter, worksHere }, async (session) => {
    const started = await session.start(request.source, { input: request.input, ...how });
    return session.end(started);
  });
}
