import type { RunStatus } from '@octavo/client';
import { type ExitCode, exitCodes } from '../cli-error';
import type { CommandContext } from '../command';
import { withEngine } from '../engine/engine';
import { formatElapsed, formatJson, type Palette, paletteFor, toLine } from '../terminal/format';
import { paintByStatus } from '../tree/task-tree';
import { describeSource, explainUnread, type RunNameOptions, toRunName } from './run-on-server';

/** The options of `octavo status`. */
interface StatusOptions extends RunNameOptions {
  readonly json?: boolean;
}

/** `octavo status WORKFLOW`: shows the status of a run. */
export async function status(workflowId: string, context: CommandContext<StatusOptions>): Promise<ExitCode> {
  const { io, options } = context;
  const runStatus = await withEngine(context, async (engine) => {
    const found = await engine.client.status(workflowId, toRunName(options));
    const { source, taskQueue = engine.taskQueue, obstacle } = found;
    const isUnread = source === undefined && obstacle === undefined;
    const reason = isUnread ? `${explainUnread({ workflowId, taskQueue, engine }, context)}\n` : '';
    io.stderr.write(`${describeSource(found, workflowId)}${reason}`);
    return found;
  });
  io.stdout.write(
    options.json === true ? `${formatJson(runStatus)}\n` : describe(runStatus, paletteFor(io.stdout, io)),
  );
  return exitCodes.success;
}

function describe(run: RunStatus, palette: Palette): string {
  const { workflowId, runId, definition = 'unknown', version = '', startedAt, endedAt, tasks, waitingFor = [] } = run;
  const { obstacle } = run;
  const elapsedMs = (endedAt === undefined ? Date.now() : Date.parse(endedAt)) - Date.parse(startedAt);
  const counts = Object.entries(tasks ?? {}).map(([name, count]) => `${count} ${name}`);
  const lines = [
    ['workflow', toLine(workflowId)],
    ['run', runId],
    ['definition', toLine(`${definition} ${version}`.trim())],
    ['status', paintByStatus(run.status, run.status, palette)],
    ['started', `${startedAt}, ${endedAt === undefined ? 'running for' : 'took'} ${formatElapsed(elapsedMs)}`],
    ...(counts.length === 0 ? [] : [['tasks', counts.join(', ')]]),
    ...(waitingFor.length === 0 ? [] : [['waits for', toLine(waitingFor.join(', '))]]),
    ...(obstacle === undefined ? [] : [['blocked', toLine(obstacle)]]),
  ];
  return lines.map(([name = '', value = '']) => `${palette.dim(name.padEnd(11))} ${value}\n`).join('');
}
