import { CliError } from '../../cli-error';
import type { CommandContext } from '../../command-context';
import type { Engine } from '../../engine/engine';
import { withEngine } from '../../engine/with-engine';
import { type ExitCode, exitCodes } from '../../exit-codes';
import { formatJson } from '../../terminal/format';
import { paletteFor } from '../../terminal/palette';
import { renderTree } from '../../tree/render-tree';
import { octavoCommand } from '../octavo-command';
import { type RunNameOptions, toRunName } from '../run-name';

/** The options of `octavo tasks`. */
export interface TasksOptions extends RunNameOptions {
  readonly json?: boolean;
}

/** `octavo tasks WORKFLOW`: the tasks of a run that were reached, with their states. */
export async function tasks(workflowId: string, context: CommandContext<TasksOptions>): Promise<ExitCode> {
  const { io, options } = context;
  const views = await withEngine(context, async (engine) => {
    const known = await engine.client.tasks(workflowId, toRunName(options));
    return known ?? Promise.reject(await noAnswer(workflowId, engine, context));
  });
  const style = { palette: paletteFor(io.stdout, io), nowMs: Date.now() };
  io.stdout.write(`${options.json === true ? formatJson(views) : renderTree(views, style).join('\n')}\n`);
  return exitCodes.success;
}

async function noAnswer(
  workflowId: string,
  { client, taskQueue: configured }: Engine,
  context: CommandContext<TasksOptions>,
): Promise<CliError> {
  const { runId } = context.options;
  const { taskQueue } = await client.temporal.workflow.getHandle(workflowId, runId).describe();
  const worker = octavoCommand('worker', context.options, taskQueue === configured ? {} : { taskQueue });
  const message = `No worker answers for ${workflowId}, so its tasks are not known; start one with ${worker}.`;
  return new CliError('WORKER_UNREACHABLE', message, { exitCode: exitCodes.unavailable });
}
