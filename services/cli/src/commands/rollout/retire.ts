import type { Blocker, Deletable, Retirement } from '@octavo/migration';
import { type ExitCode, exitCodes } from '../../cli-error';
import type { CommandContext } from '../../command';
import { type Invoked, localized } from '../../octavo-command';
import { readDuration } from '../../reading/arguments';
import { formatJson, type Palette, paletteFor, toLine } from '../../terminal/format';
import { withRolloutOnServer } from './with-rollout';

/** The options of `octavo rollout retire`. */
interface RetireOptions {
  readonly for?: string;
  readonly json?: boolean;
}

/** `octavo rollout retire`: reports whether the old engine is still needed, for what, and what can be deleted. */
export async function retire(context: CommandContext<RetireOptions>): Promise<ExitCode> {
  const { io, options } = context;
  const forMs = readDuration('--for', options.for ?? '7d');
  const retirement = await withRolloutOnServer(context, ({ rollout }) => rollout.retire({ forMs }));
  const palette = paletteFor(io.stdout, io);
  io.stdout.write(
    options.json === true ? `${formatJson(retirement)}\n` : describeRetirement(retirement, palette, context),
  );
  return retirement.isFree ? exitCodes.success : exitCodes.negative;
}

/** The reasons why the old engine is still needed, or the list of what can be deleted. */
function describeRetirement(retirement: Retirement, palette: Palette, invoked: Invoked): string {
  const { isFree, blockers, unchecked, deletable } = retirement;
  const verdict = isFree
    ? palette.green('The old engine can be deleted.')
    : palette.red('The old engine is still needed:');
  const lines = [
    verdict,
    ...blockers.flatMap((blocker) => describeBlocker(blocker, palette, invoked)),
    ...unchecked.map((what) => `${palette.yellow('?')} check this yourself: ${what}`),
    ...(isFree ? ['', describeOpenRuns(retirement), 'Delete in this order:', ...deletable.flatMap(describePart)] : []),
  ];
  return `${lines.join('\n')}\n`;
}

function describeBlocker(
  { sentence, workflowIds, commands }: Blocker,
  { red, dim }: Palette,
  invoked: Invoked,
): readonly string[] {
  const runs = workflowIds.length === 0 ? [] : [`    ${workflowIds.map((id) => toLine(id)).join(', ')}`];
  return [
    `${red('✗')} ${toLine(sentence)}`,
    ...runs,
    ...commands.map((command) => dim(`    $ ${localized(command, invoked)}`)),
  ];
}

function describeOpenRuns({ openRuns }: Retirement): string {
  if (openRuns === 0) return 'No run is open.';
  const runs = openRuns === 1 ? '1 run is' : `${openRuns} runs are`;
  return `${runs} open: runs that take part in the migration need its workflow code until they end.`;
}

function describePart({ what, paths = [] }: Deletable, index: number): readonly string[] {
  return [`${index + 1}. ${what}`, ...paths.map((path) => `     ${path}`)];
}
