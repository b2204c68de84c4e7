import type { ChangeResult, Rollout } from '@octavo/migration';
import type { CommandContext } from '../../command-context';
import { type ExitCode, exitCodes } from '../../exit-codes';
import { formatJson, toLine } from '../../terminal/format';
import type { OriginOptions } from './origin';
import { withRollout } from './with-rollout';

/** Makes a change of the rules, and tells what came of it. */
export async function change(
  context: CommandContext<OriginOptions>,
  make: (rollout: Rollout) => Promise<ChangeResult>,
): Promise<ExitCode> {
  const { io, options } = context;
  const { rules, entry } = await withRollout(context, make);
  const { revision } = rules;
  if (options.json === true) io.stdout.write(`${formatJson({ revision, entry: entry ?? null })}\n`);
  else io.stdout.write(`revision ${revision}: ${toLine(entry?.change ?? 'nothing to change')}\n`);
  return exitCodes.success;
}
