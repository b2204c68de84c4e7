import { CliError } from '../../cli-error';
import type { CommandContext } from '../../command-context';
import type { ExitCode } from '../../exit-codes';
import { change } from './change';
import { type OriginOptions, originOf } from './origin';

/** `octavo rollout kill-switch on|off`. */
export async function killSwitch(position: string, context: CommandContext<OriginOptions>): Promise<ExitCode> {
  if (position !== 'on' && position !== 'off')
    throw new CliError('USAGE_INVALID', `The kill switch is on or off, not "${position}".`);
  return change(context, (rollout) => rollout.killSwitch(position, originOf(context)));
}
