import { CliError } from '../../cli-error';
import type { CommandContext } from '../../command-context';
import type { ExitCode } from '../../exit-codes';
import { change } from './change';
import { type OriginOptions, originOf } from './origin';

/** The options of `octavo rollout rollback`. */
export interface RollbackOptions extends OriginOptions {
  readonly all?: boolean;
}

/** `octavo rollout rollback [TYPE|--all]`: the old engine for everybody, until the type is set again. */
export async function rollback(type: string | undefined, context: CommandContext<RollbackOptions>): Promise<ExitCode> {
  const which = whichOf(type, context.options);
  return change(context, (rollout) => rollout.rollback(which, originOf(context)));
}

function whichOf(type: string | undefined, { all = false }: RollbackOptions): string {
  if (type !== undefined && !all) return type;
  if (type === undefined && all) return 'all';
  throw new CliError('USAGE_INVALID', 'Name one task type, or --all.');
}
