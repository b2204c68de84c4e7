import { budgetOf, describeBudget } from '../budgets';
import { type BenchRow, type Metric, units } from '../report/bench-row';
import { formatNumber, formatRatio } from '../report/format-table';
import { judge, type Verdict } from '../report/judge';
import { type LegacyRows, metricOf } from './select-rows';

/** Lines of a table; columns after the first are numbers. */
function toTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, index) => (index === 0 ? '---' : '--:'))), ...rows.map(line)].join('\n');
}

const verdicts: Readonly<Record<Verdict, string>> = { kept: 'kept', missed: '**missed**', unjudged: '–', none: '' };

/** One line for each row. */
export function tableOfRows(rows: readonly BenchRow[], baseline: string): string {
  return toTable(
    ['case', 'metric', 'Octavo', baseline, 'ratio', 'budget', ''],
    rows.map((row) => {
      const budget = budgetOf(row);
      return [
        `${row.suite}: ${row.case}`,
        row.metric,
        `${formatNumber(row.subject)} ${units[row.metric]}`,
        `${formatNumber(row.baseline)} ${units[row.metric]}`,
        withSpread(row),
        budget === undefined ? '' : describeBudget(budget),
        verdicts[judge(row, { isQuick: false })],
      ];
    }),
  );
}

/** `1.02 (0.97–1.08)` */
function withSpread({ ratio, spread }: BenchRow): string {
  if (spread === undefined) return formatRatio(ratio);
  return `${formatRatio(ratio)} (${spread.map(formatRatio).join('–')})`;
}

const COLUMNS: Readonly<Partial<Record<Metric, string>>> = {
  ...{ throughput: 'runs/s', latency: 'latency ms', cpu: 'worker CPU ms', totalCpu: 'all CPU ms' },
  ...{ events: 'events', bytes: 'history bytes', activities: 'activities' },
  ...{ roundTrips: 'store calls', commands: 'Redis commands' },
};

/** One line for each case, `Octavo / old engine` in each cell. */
export function tableOfCases(cases: readonly LegacyRows[]): string {
  const metrics = (Object.keys(COLUMNS) as Metric[]).filter((metric) =>
    cases.some(({ rows }) => metricOf(rows, metric)),
  );
  return toTable(
    ['case', ...metrics.map((metric) => COLUMNS[metric] ?? '')],
    cases.map(({ case: name, rows }) => [name, ...metrics.map((metric) => cellOf(metricOf(rows, metric)))]),
  );
}

function cellOf(row: BenchRow | undefined): string {
  return row === undefined ? '' : `${formatNumber(row.subject)} / ${formatNumber(row.baseline)}`;
}
