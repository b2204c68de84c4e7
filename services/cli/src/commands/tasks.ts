import { CliError, type ExitCode, exitCodes } from '../cli-error';
import type { CommandContext } from '../command';
import { withEngine } from '../engine/engine';
import { formatJson, paletteFor } from '../terminal/format';
import { renderTree } from '../tree/render-tree';
import { describeSource, explainUnread, type RunNameOptions, toRunName } from './run-on-server';

/** The options of `octavo tasks`. */
interface TasksOptions extends RunNameOptions {
  readonly json?: boolean;
}

/** `octavo tasks WORKFLOW`: shows the tasks of a run that have begun, with their states. */
export async function tasks(workflowId: string, context: CommandContext<TasksOptions>): Promise<ExitCode> {
  const { io, options } = context;
  const reading = await withEngine(context, async (engine) => {
    const states = await engine.client.readTasks(workflowId, toRunName(options));
    if (states.tasks !== undefined) return states;
    const message = explainUnread({ workflowId, ...states, engine }, context);
    throw new CliError('WORKER_UNREACHABLE', message, { exitCode: exitCodes.unavailable });
  });
  io.stderr.write(describeSource(reading, workflowId));
  const style = { palette: paletteFor(io.stdout, io), nowMs: Date.now() };
  const shown = options.json === true ? formatJson(reading.tasks) : renderTree(reading.tasks, style).join('\n');
  io.stdout.write(`${shown}\n`);
  return exitCodes.success;
}
