import type { StoredDefinitionName, StartOptions } from '@octavo/client';
import { type ExitCode, exitCodes } from '../cli-error';
import type { CommandContext } from '../command';
import { withEngine } from '../engine/engine';
import type { Project } from '../project/project';
import { withConfigOption } from '../project/read-config';
import { readDefinitionName } from '../reading/definition';
import { readInput } from '../reading/input';
import { formatJson } from '../terminal/format';
import { describeNoWorker, isPolled } from './run-on-server';
import { describeStarted } from './run/next-steps';
import { readRequest, type RunOptions, toStartOptions } from './run/request';

/** `octavo start DEFINITION`: starts a run on the workers of the server, and does not wait for it. */
export async function start(definition: string, context: CommandContext<RunOptions>): Promise<ExitCode> {
  const { io, options } = context;
  const how = toStartOptions(options);
  const startOn: Parameters<typeof withEngine<void>>[1] = async (engine, project) => {
    const { client, taskQueue } = engine;
    const { source, input } = await readStart(definition, project, context);
    const [started, hasWorker] = await Promise.all([
      client.start(source, { input, ...how }),
      isPolled(engine, taskQueue),
    ]);
    const invoked = withConfigOption(context, project.config);
    io.stdout.write(options.json === true ? `${formatJson(started)}\n` : `${started.workflowId}\n`);
    if (options.json !== true) io.stderr.write(`${describeStarted(started.workflowId, invoked)}\n`);
    if (!hasWorker) io.stderr.write(describeNoWorker(taskQueue, engine, invoked));
  };
  await withEngine(context, startOn, definition);
  return exitCodes.success;
}

interface StartRequest extends Pick<StartOptions, 'input'> {
  readonly source: object;
}

/** If no folder of definitions is configured here, the worker looks up the id in its own folder. */
async function readStart(
  definition: string,
  project: Project,
  context: CommandContext<RunOptions>,
): Promise<StartRequest> {
  const { io, options } = context;
  const name = readDefinitionName(definition, io.cwd);
  if (name === undefined || project.config.definitions !== undefined) return readRequest(definition, project, context);
  io.stderr.write(`The worker looks up "${name.id}", because no folder of definitions is configured here.\n`);
  const { id: definitionId, ...version } = name;
  const source: StoredDefinitionName = { definitionId, ...version };
  return options.input === undefined ? { source } : { source, input: await readInput('--input', options.input, io) };
}
