import {
  describeSelector,
  describeShare,
  type GateVerdict,
  type RolloutStatus,
  type Stage,
  type TypeStatus,
} from '@octavo/migration';
import { type ExitCode, exitCodes } from '../../cli-error';
import type { CommandContext } from '../../command';
import { formatJson, formatTable, type Palette, paletteFor, toLine } from '../../terminal/format';
import { withRollout } from './with-rollout';

/** `octavo rollout status`: shows the stage and the gates of each task type. */
export async function status(context: CommandContext<{ readonly json?: boolean }>): Promise<ExitCode> {
  const { io, options } = context;
  const rolloutStatus = await withRollout(context, (rollout) => rollout.status());
  io.stdout.write(
    options.json === true ? `${formatJson(rolloutStatus)}\n` : describeStatus(rolloutStatus, paletteFor(io.stdout, io)),
  );
  return exitCodes.success;
}

/** A rollout as text: the types, the verdicts of the gates, the overrides. */
function describeStatus(status: RolloutStatus, palette: Palette): string {
  const parts = [describeRules(status, palette), describeTypes(status, palette)];
  const gates = status.types.flatMap(({ type, gates: verdicts }) =>
    verdicts.map((verdict) => [type, verdict.gate, paintVerdict(verdict, palette), verdict.sentence]),
  );
  if (gates.length > 0) parts.push(formatTable(['TYPE', 'GATE', 'VERDICT', 'REASON'], gates));
  const overrides = status.overrides.map((override) => [toLine(describeSelector(override)), describeShare(override)]);
  if (overrides.length > 0) parts.push(formatTable(['OVERRIDE', 'MODE'], overrides));
  return `${parts.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function describeRules({ revision, killSwitch, stickBy }: RolloutStatus, { red }: Palette): readonly string[] {
  const by = stickBy === 'tenant' ? 'tenant' : 'workflow id';
  const rules = revision === 0 ? 'no rules yet: all tasks use the old engine' : `rules of revision ${revision}`;
  const lines = [`${rules}; shares are chosen by ${by}`];
  return killSwitch ? [...lines, red('the kill switch is on: all tasks use the old engine')] : lines;
}

function describeTypes({ types }: RolloutStatus, palette: Palette): readonly string[] {
  const rows = types.map((one) => [
    one.type,
    paintStage(one.stage, palette),
    describeRule(one),
    one.rule.since ?? one.rule.stopped?.at ?? '–',
    one.lastLegacyAt ?? 'not seen',
  ]);
  return formatTable(['TYPE', 'STAGE', 'RULE', 'SINCE', 'OLD ENGINE LAST USED'], rows);
}

function describeRule({ rule }: TypeStatus): string {
  return rule.stopped === undefined ? describeShare(rule) : toLine(`rolled back: ${rule.stopped.reason}`, 60);
}

function paintStage(stage: Stage, { green, red, yellow, dim }: Palette): string {
  if (typeof stage === 'number') return green(`${stage} %`);
  if (stage === 'stopped') return red(stage);
  return stage === 'shadow' ? yellow(stage) : dim(stage);
}

function paintVerdict({ verdict }: GateVerdict, { green, red, yellow }: Palette): string {
  if (verdict === 'pass') return green('pass');
  return verdict === 'broken' ? red('broken') : yellow('wait');
}
