import type { CommandContext } from '../../command-context';
import { withEngine } from '../../engine/with-engine';
import { type ExitCode, exitCodes } from '../../exit-codes';
import { formatJson } from '../../terminal/format';
import { paletteFor } from '../../terminal/palette';
import { describeResult } from '../../tree/describe-result';
import { toRunOutput } from '../run/run-output';
import { type RunNameOptions, toRunName } from '../run-name';

/** The options of `octavo result`. */
export interface ResultOptions extends RunNameOptions {
  readonly json?: boolean;
}

/** `octavo result WORKFLOW`: waits for the end of a run and gives its result; the exit code is that of `run`. */
export async function result(workflowId: string, context: CommandContext<ResultOptions>): Promise<ExitCode> {
  const { io, options } = context;
  return withEngine(context, async ({ client }) => {
    const ended = await client.result(workflowId, toRunName(options));
    const { runId } = ended;
    if (options.json === true) {
      io.stdout.write(`${formatJson(toRunOutput(ended, await client.stats(workflowId, { runId })))}\n`);
    } else {
      io.stdout.write(describeResult(ended, { palette: paletteFor(io.stdout, io), nowMs: Date.now() }));
    }
    return ended.status === 'SUCCESS' ? exitCodes.success : exitCodes.runFailed;
  });
}
