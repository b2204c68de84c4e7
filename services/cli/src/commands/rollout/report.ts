import {
  type DifferenceExample,
  type DifferenceGroup,
  type EngineReport,
  type ReportPart,
  type ReportQuery,
  type RolloutReport,
  writeCount,
  writeMs,
  writeShare,
} from '@octavo/migration';
import type { Json } from '@octavo/orchestrators';
import { type ExitCode, exitCodes } from '../../cli-error';
import type { CommandContext } from '../../command';
import { readDuration, readWholeNumber } from '../../reading/arguments';
import { formatJson, formatTable, type Palette, paletteFor, toLine } from '../../terminal/format';
import { withRollout } from './with-rollout';

/** The options of `octavo rollout report`. */
interface ReportOptions {
  readonly type?: string;
  readonly definition?: string;
  readonly since?: string;
  readonly examples?: string;
  readonly json?: boolean;
}

/** `octavo rollout report`: reports comparisons, differences, and figures of both engines. */
export async function report(context: CommandContext<ReportOptions>): Promise<ExitCode> {
  const { io, options } = context;
  const query = queryOf(options);
  const examples = readWholeNumber('--examples', options.examples ?? '1', [0, 5]);
  const rolloutReport = await withRollout(context, (rollout) => rollout.report(query));
  const style = { palette: paletteFor(io.stdout, io), examples };
  io.stdout.write(options.json === true ? `${formatJson(rolloutReport)}\n` : describeReport(rolloutReport, style));
  return exitCodes.success;
}

function queryOf({ type, definition, since }: ReportOptions): ReportQuery {
  return {
    ...(type === undefined ? {} : { type }),
    ...(definition === undefined ? {} : { definition }),
    ...(since === undefined ? {} : { windowMs: readDuration('--since', since) }),
  };
}

/** How a report is shown. */
export interface ReportStyle {
  readonly palette: Palette;
  /** Maximum per group of differences. */
  readonly examples: number;
}

const HEADER = ['DEFINITION', 'TYPE', 'COMPARED', 'EQUAL', 'PARITY', 'OLD ENGINE', 'NEW ENGINE'];

/** A report as text: a row for each definition and type, then the differences with examples. */
function describeReport({ from, to, parts }: RolloutReport, style: ReportStyle): string {
  const title = `from ${from} to ${to}`;
  if (parts.length === 0) return `${title}: no run has sent evidence\n`;
  const rows = parts.map((part) => rowOf(part, style.palette));
  const differences = parts.flatMap((part) => part.differences.flatMap((group) => describeGroup(group, style)));
  return `${[title, ...formatTable(HEADER, rows), ...(differences.length === 0 ? [] : ['', ...differences])].join('\n')}\n`;
}

function rowOf({ definition, type, compared, equal, parity, engines }: ReportPart, palette: Palette): string[] {
  const paint = parity === null || parity === 1 ? palette.green : palette.red;
  return [
    toLine(definition),
    type,
    writeCount(compared),
    writeCount(equal),
    parity === null ? '–' : paint(writeShare(parity)),
    describeEngine(engines.legacy),
    describeEngine(engines.new),
  ];
}

/** `120 visits, 2 failed, p95 31 ms` */
function describeEngine({ visits, failed, latency }: EngineReport): string {
  if (visits === 0) return '–';
  const figures = [`${writeCount(visits)} ${visits === 1 ? 'visit' : 'visits'}`];
  if (failed > 0) figures.push(`${writeCount(failed)} failed`);
  if (latency.p95 !== null) figures.push(`p95 ${writeMs(latency.p95)}`);
  return figures.join(', ');
}

function describeGroup(group: DifferenceGroup, { palette, examples }: ReportStyle): readonly string[] {
  const { definition, type, field, at, kind, count } = group;
  const where = at === '' ? field : `${field} at ${at}`;
  const title = `${palette.red('✗')} ${toLine(definition)}, ${type}: ${toLine(where)}, ${kind}, ${writeCount(count)} times`;
  return [title, ...group.examples.slice(0, examples).map((example) => `    ${describeExample(example)}`)];
}

const VALUE_WIDTH = 80;

function describeExample(example: DifferenceExample): string {
  const { workflowId, path, legacy } = example;
  return `${toLine(workflowId)} ${toLine(path)}: old ${write(legacy)}, new ${write(example.new)}`;
}

function write(value: Json | undefined): string {
  return value === undefined ? 'nothing' : toLine(JSON.stringify(value), VALUE_WIDTH);
}
