import type { PromotionPlan, WantedPlan } from '@octavo/migration';
import { CliError, type ExitCode, exitCodes } from '../../cli-error';
import type { CommandContext } from '../../command';
import { formatJson, formatTable } from '../../terminal/format';
import { change, originOf, type OriginOptions, readPercent } from './change';
import { withRollout } from './with-rollout';

/** The options of `octavo rollout plan`. */
interface PlanOptions extends OriginOptions {
  readonly stages?: string;
  readonly otherwise?: string;
  readonly gate?: readonly string[];
}

/** `octavo rollout plan`: shows the plan of promotions, or changes the given parts. */
export async function plan(context: CommandContext<PlanOptions>): Promise<ExitCode> {
  const { io, options } = context;
  const { stages, otherwise, gate } = options;
  if (stages !== undefined || otherwise !== undefined || gate !== undefined) {
    const wanted = wantedOf(options);
    return change(context, (rollout) => rollout.setPlan(wanted, originOf(context)));
  }
  const { plan: currentPlan } = await withRollout(context, (rollout) => rollout.status());
  io.stdout.write(options.json === true ? `${formatJson(currentPlan)}\n` : describePlan(currentPlan));
  return exitCodes.success;
}

function wantedOf({ stages, otherwise, gate = [] }: PlanOptions): WantedPlan {
  return {
    ...(stages === undefined ? {} : { stages: stages.split(',').map((one) => readPercent('--stages', one.trim())) }),
    ...(otherwise === undefined ? {} : { otherwise: readOtherwise(otherwise) }),
    ...(gate.length === 0 ? {} : { gates: readGates(gate) }),
  };
}

function readOtherwise(text: string): 'legacy' | 'shadow' {
  if (text === 'legacy' || text === 'shadow') return text;
  throw new CliError('USAGE_INVALID', `--otherwise is legacy or shadow, not "${text}".`);
}

const SETTING = /^(\w+)\.(\w+)=(.+)$/;

/** Reads only the syntax; the schema of the rules checks names and values. */
function readGates(settings: readonly string[]): Readonly<Record<string, Readonly<Record<string, unknown>>>> {
  const gates: Record<string, Record<string, unknown>> = {};
  for (const setting of settings) {
    const [, gate, field, value] = SETTING.exec(setting) ?? [];
    if (gate === undefined || field === undefined || value === undefined)
      throw new CliError('USAGE_INVALID', `--gate takes GATE.LIMIT=VALUE, e.g. parity.minimum=100, not "${setting}".`);
    gates[gate] = { ...gates[gate], [field]: /^\d+(\.\d+)?$/.test(value) ? Number(value) : value };
  }
  return gates;
}

function describePlan({ stages, otherwise, gates }: PromotionPlan): string {
  const rows = Object.entries(gates).map(([gate, limits]: [string, object]) => [
    gate,
    Object.entries(limits)
      .map(([limit, value]) => `${limit}=${String(value)}`)
      .join(' '),
  ]);
  const summary = `stages ${stages.join(', ')} %; mode of the other runs: ${otherwise}`;
  return `${[summary, ...formatTable(['GATE', 'LIMITS'], rows)].join('\n')}\n`;
}
