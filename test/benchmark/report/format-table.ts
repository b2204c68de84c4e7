import { budgetOf, describeBudget } from '../budgets';
import { type BenchRow, units } from './bench-row';
import { judge, type Judging, type Verdict } from './judge';

const TITLES = ['suite', 'case', 'metric', 'Octavo', 'baseline', 'ratio', 'better', 'budget', ''];
const RIGHT_ALIGNED = new Set([3, 4, 5]);

/** The rows as columns of text. */
export function formatTable(rows: readonly BenchRow[], judging: Judging): string {
  const lines = [TITLES, ...rows.map((row) => [...cellsOf(row), verdicts[judge(row, judging)]])];
  const widths = TITLES.map((_, column) => Math.max(...lines.map((cells) => (cells[column] ?? '').length)));
  const pad = (cell: string, column: number): string => {
    const width = widths[column] ?? 0;
    return RIGHT_ALIGNED.has(column) ? cell.padStart(width) : cell.padEnd(width);
  };
  return lines.map((cells) => cells.map(pad).join('  ').trimEnd()).join('\n');
}

const verdicts: Readonly<Record<Verdict, string>> = { kept: 'kept', missed: 'MISSED', unjudged: 'too quick', none: '' };

function cellsOf(row: BenchRow): readonly string[] {
  const budget = budgetOf(row);
  const unit = units[row.metric];
  return [
    row.suite,
    row.case,
    row.metric,
    `${formatNumber(row.subject)} ${unit}`,
    `${formatNumber(row.baseline)} ${unit}`,
    formatRatio(row.ratio),
    row.better,
    budget === undefined ? '' : describeBudget(budget),
  ];
}

/** Two digits at least. */
export function formatRatio(ratio: number): string {
  return ratio < 0.1 ? ratio.toPrecision(2) : ratio.toFixed(2);
}

/** Describes a missed budget, with the numbers. */
export function describeMiss(row: BenchRow): string {
  const [suite, name, metric, subject, baseline, ratio, , budget] = cellsOf(row);
  return `${suite}, ${name}, ${metric}: ${budget}, but ${subject} against ${baseline} (${ratio})`;
}

/** Thousands with commas; small numbers with all their digits. */
export function formatNumber(value: number): string {
  const digits = Math.abs(value) >= 100 || Number.isInteger(value) ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}
