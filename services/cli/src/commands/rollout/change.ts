import { userInfo } from 'node:os';
import type { ChangeOrigin, ChangeResult, EngineMode, OverrideSelector, Rollout, WantedShare } from '@octavo/migration';
import { CliError, type ExitCode, exitCodes } from '../../cli-error';
import type { CommandContext } from '../../command';
import { formatJson, toLine } from '../../terminal/format';
import { withRollout } from './with-rollout';

interface SelectorOptions extends OriginOptions {
  readonly definition?: string;
  readonly tenant?: string;
  readonly workflowId?: string;
}

/** The options of `octavo rollout set`. */
interface SetOptions extends SelectorOptions {
  readonly percent?: string;
  readonly otherwise?: string;
}

/** `octavo rollout set TYPE MODE`: sets the mode of a task type; with a selector, an override for some runs. */
export async function set(type: string, mode: string, context: CommandContext<SetOptions>): Promise<ExitCode> {
  const { options } = context;
  const share = shareOf(mode, options);
  const selector = selectorOf(type, options);
  const origin = originOf(context);
  return change(context, (rollout) =>
    selector === undefined ? rollout.set(type, share, origin) : rollout.override(selector, share, origin),
  );
}

/** `octavo rollout unset TYPE`: removes an override. */
export async function unset(type: string, context: CommandContext<SelectorOptions>): Promise<ExitCode> {
  const selector = selectorOf(type, context.options);
  if (selector === undefined)
    throw new CliError(
      'USAGE_INVALID',
      'Name the override with the options that set it: --definition, --tenant or --workflow-id.',
    );
  return change(context, (rollout) => rollout.removeOverride(selector, originOf(context)));
}

function shareOf(mode: string, { percent, otherwise }: SetOptions): WantedShare {
  return {
    mode: readMode('MODE', mode),
    ...(percent === undefined ? {} : { percent: readPercent('--percent', percent) }),
    ...(otherwise === undefined ? {} : { otherwise: readMode('--otherwise', otherwise) }),
  };
}

/** Undefined if no option selects runs. */
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

/** The options of `octavo rollout rollback`. */
interface RollbackOptions extends OriginOptions {
  readonly all?: boolean;
}

/** `octavo rollout rollback [TYPE|--all]`: uses the old engine for all runs, until the type is set again. */
export async function rollback(type: string | undefined, context: CommandContext<RollbackOptions>): Promise<ExitCode> {
  const which = whichOf(type, context.options);
  return change(context, (rollout) => rollout.rollback(which, originOf(context)));
}

function whichOf(type: string | undefined, { all = false }: RollbackOptions): string {
  if (type !== undefined && !all) return type;
  if (type === undefined && all) return 'all';
  throw new CliError('USAGE_INVALID', 'Name one task type, or --all.');
}

/** `octavo rollout kill-switch on|off`. */
export async function killSwitch(position: string, context: CommandContext<OriginOptions>): Promise<ExitCode> {
  if (position !== 'on' && position !== 'off')
    throw new CliError('USAGE_INVALID', `The kill switch is on or off, not "${position}".`);
  return change(context, (rollout) => rollout.killSwitch(position, originOf(context)));
}

/** Changes the rules, and prints the result. */
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

/** The options of commands that change the rules. */
export interface OriginOptions {
  readonly reason?: string;
  readonly actor?: string;
  readonly json?: boolean;
}

/** The author of a change and the reason, for the audit. */
export function originOf(context: CommandContext<OriginOptions>): ChangeOrigin {
  return { actor: actorOf(context), reason: context.options.reason ?? 'none given' };
}

/** The author of a command. */
export function actorOf({ io, options }: CommandContext<OriginOptions>): string {
  return options.actor ?? (io.env['OCTAVO_ACTOR'] || userName());
}

/** In a container, the user may have no name. */
function userName(): string {
  try {
    return userInfo().username;
  } catch {
    return 'unknown';
  }
}

const modes: readonly EngineMode[] = ['legacy', 'shadow', 'new'];

/** @throws CliError USAGE_INVALID */
function readMode(option: string, text: string): EngineMode {
  const mode = modes.find((candidate) => candidate === text);
  if (mode !== undefined) return mode;
  throw new CliError('USAGE_INVALID', `${option} is legacy, shadow or new, not "${text}".`);
}

/** @throws CliError USAGE_INVALID */
export function readPercent(option: string, text: string): number {
  const number = /^\d{1,3}(\.\d{1,6})?$/.test(text) ? Number(text) : Number.NaN;
  if (number >= 0 && number <= 100) return number;
  throw new CliError('USAGE_INVALID', `${option} takes numbers from 0 to 100, not "${text}".`);
}
