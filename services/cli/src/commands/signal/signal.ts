import type { CommandContext } from '../../command-context';
import { withEngine } from '../../engine/with-engine';
import { type ExitCode, exitCodes } from '../../exit-codes';
import { describeReport } from './describe-report';
import { requireName } from '../../reading/require-name';
import { readInput } from '../../reading/read-input';
import { onOpenRun } from '../on-open-run';
import { type RunNameOptions, toRunName } from '../run-name';

/** The options of `octavo signal`. */
export interface SignalOptions extends RunNameOptions {
  /** JSON, `@file`, or `-`. Default null. */
  readonly payload?: string;
  readonly id?: string;
  readonly sender?: string;
}

/** `octavo signal WORKFLOW NAME`: sends a signal to a run, whether it waits for it already or not, and says what it met. */
export async function signal(
  workflowId: string,
  name: string,
  context: CommandContext<SignalOptions>,
): Promise<ExitCode> {
  const { io, options } = context;
  const { payload: written, id, sender } = options;
  requireName('The name of the signal', name);
  const payload = written === undefined ? null : await readInput('--payload', written, io);
  const identity = { ...(id === undefined ? {} : { id }), ...(sender === undefined ? {} : { sender }) };
  const report = await withEngine(context, ({ client }) =>
    onOpenRun(workflowId, context, () =>
      client.signalWithReport(workflowId, name, payload, { ...identity, ...toRunName(options) }),
    ),
  );
  io.stderr.write(describeReport({ workflowId, name }, report, context));
  return exitCodes.success;
}
