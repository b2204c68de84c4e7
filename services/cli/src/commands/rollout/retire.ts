import type { CommandContext } from '../../command-context';
import { type ExitCode, exitCodes } from '../../exit-codes';
import { formatJson } from '../../terminal/format';
import { paletteFor } from '../../terminal/palette';
import { describeRetirement } from './describe-retirement';
import { readDuration } from './read-duration';
import { withRolloutOnServer } from './with-rollout';

/** The options of `octavo rollout retire`. */
export interface RetireOptions {
  readonly for?: string;
  readonly json?: boolean;
}

/** `octavo rollout retire`: whether the old engine can go, what keeps it, what can be deleted. */
export async function retire(context: CommandContext<RetireOptions>): Promise<ExitCode> {
  const { io, options } = context;
  const forMs = readDuration('--for', options.for ?? '7d');
  const known = await withRolloutOnServer(context, ({ rollout }) => rollout.retire({ forMs }));
  const palette = paletteFor(io.stdout, io);
  io.stdout.write(options.json === true ? `${formatJson(known)}\n` : describeRetirement(known, palette, context));
  return known.isFree ? exitCodes.success : exitCodes.negative;
}
