import type { RunName, RunResult } from '@octavo/client';
import { type ExitCode, exitCodes } from '../cli-error';
import type { CommandContext } from '../command';
import { type Engine, withEngine } from '../engine/engine';
import { formatJson, paletteFor } from '../terminal/format';
import { describeResult } from '../tree/render-tree';
import { toRunOutput } from './run-output';
import { describeNoWorker, type RunNameOptions, toRunName, untilUnpolled } from './run-on-server';

/** The options of `octavo result`. */
interface ResultOptions extends RunNameOptions {
  readonly json?: boolean;
}

/** `octavo result WORKFLOW`: waits for the end of a run and prints its result; the exit code is that of `run`. */
export async function result(workflowId: string, context: CommandContext<ResultOptions>): Promise<ExitCode> {
  const { io, options } = context;
  return withEngine(context, async (engine) => {
    const { client } = engine;
    const ended = await awaitEnd({ workflowId, ...toRunName(options) }, engine, context);
    if (options.json === true) {
      io.stdout.write(`${formatJson(await toRunOutput(ended, client))}\n`);
    } else {
      io.stdout.write(describeResult(ended, { palette: paletteFor(io.stdout, io), nowMs: Date.now() }));
    }
    return ended.status === 'SUCCESS' ? exitCodes.success : exitCodes.runFailed;
  });
}

/** Waits for the end of a run. Reports once if no worker polls its task queue. */
async function awaitEnd(
  { workflowId, ...name }: RunAddress,
  engine: Engine,
  context: CommandContext,
): Promise<RunResult> {
  const over = new AbortController();
  const watch = async (): Promise<void> => {
    const { taskQueue } = await engine.client.temporal.workflow.getHandle(workflowId, name.runId).describe();
    await untilUnpolled(engine, taskQueue, over.signal);
    if (!over.signal.aborted) context.io.stderr.write(describeNoWorker(taskQueue, engine, context));
  };
  watch().catch(() => undefined);
  return await engine.client.result(workflowId, name).finally(() => over.abort());
}

interface RunAddress extends RunName {
  readonly workflowId: string;
}
