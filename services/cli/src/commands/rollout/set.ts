import type { OverrideSelector, WantedShare } from '@octavo/migration';
import { CliError } from '../../cli-error';
import type { CommandContext } from '../../command-context';
import type { ExitCode } from '../../exit-codes';
import { change } from './change';
import { type OriginOptions, originOf } from './origin';
import { readMode, readPercent } from './read-share';

interface SelectorOptions extends OriginOptions {
  readonly definition?: string;
  readonly tenant?: string;
  readonly workflowId?: string;
}

/** The options of `octavo rollout set`. */
export interface SetOptions extends SelectorOptions {
  readonly percent?: string;
  readonly otherwise?: string;
}

/** `octavo rollout set TYPE MODE`: a mode for a task type; with a selector an override for some runs. */
export async function set(type: string, mode: string, context: CommandContext<SetOptions>): Promise<ExitCode> {
  const { options } = context;
  const share = shareOf(mode, options);
  const selector = selectorOf(type, options);
  const origin = originOf(context);
  return change(context, (rollout) =>
    selector === undefined ? rollout.set(type, share, origin) : rollout.override(selector, share, origin),
  );
}

/** `octavo rollout unset TYPE`: takes an override away. */
export async function unset(type: string, context: CommandContext<SelectorOptions>): Promise<ExitCode> {
  const selector = selectorOf(type, context.options);
  if (selector === undefined)
    throw new CliError('USAGE_INVALID', 'Name the override: --definition, --tenant or --workflow-id, as it was set.');
  return change(context, (rollout) => rollout.removeOverride(selector, originOf(context)));
}

function shareOf(mode: string, { percent, otherwise }: SetOptions): WantedShare {
  return {
    mode: readMode('MODE', mode),
    ...(percent === undefined ? {} : { percent: readPercent('--percent', percent) }),
    ...(otherwise === undefined ? {} : { otherwise: readMode('--otherwise', otherwise) }),
  };
}

/** Undefined where no option narrows the runs. */
function selectorOf(type: string, options: SelectorOptions): OverrideSelector | undefined {
  const { definition, tenant, workflowId } = options;
  if (definition === undefined && tenant === undefined && workflowId === undefined) return undefined;
  return {
    ...(definition === undefined ? {} : { definition }),
    ...(tenant === undefined ? {} : { tenant }),
    ...(workflowId === undefined ? {} : { workflowId }),
    ...(type === 'all' ? {} : { type }),
  };
}
