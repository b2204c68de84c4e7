import type { CommandContext } from '../../command-context';
import { type ExitCode, exitCodes } from '../../exit-codes';
import { formatJson } from '../../terminal/format';
import { paletteFor } from '../../terminal/palette';
import { describeStatus } from './describe-status';
import { withRollout } from './with-rollout';

/** `octavo rollout status`: how far each task type is, and what its gates say. */
export async function status(context: CommandContext<{ readonly json?: boolean }>): Promise<ExitCode> {
  const { io, options } = context;
  const known = await withRollout(context, (rollout) => rollout.status());
  io.stdout.write(options.json === true ? `${formatJson(known)}\n` : describeStatus(known, paletteFor(io.stdout, io)));
  return exitCodes.success;
}
